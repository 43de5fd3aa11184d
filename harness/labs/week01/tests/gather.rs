//! What the weeks that follow rely on in `gather`. The course's checks ask for more.

use std::cell::Cell;
use std::future::{poll_fn, ready, Future};
use std::pin::{pin, Pin};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use week01::gather;

/// Pending until its nth poll, when it returns its value. It wakes whoever polls it, and must not be polled again.
fn after<T: Unpin>(polls: usize, value: T) -> impl Future<Output = T> + Unpin {
    let mut value = Some(value);
    let mut left = polls;
    poll_fn(move |cx| {
        left = left.checked_sub(1).expect("polled after Ready");
        if left > 0 {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(value.take().expect("polled after Ready"))
    })
}

/// How often a future was woken.
#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Polls it until it is ready. @returns its output and the number of polls
fn drive<T>(future: impl Future<Output = T>) -> (T, usize) {
    let mut future = pin!(future);
    let wakes = Arc::new(Wakes::default());
    let waker = Waker::from(wakes.clone());
    for polls in 1..1_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return (value, polls);
        }
        assert!(wakes.0.swap(0, Ordering::SeqCst) > 0, "Pending, and nobody will wake it");
    }
    panic!("not ready after 1000 polls");
}

#[test]
fn results_are_in_input_order_whatever_order_they_finish_in() {
    let (results, _) = drive(gather(vec![after(3, "a"), after(1, "b"), after(2, "c")]));
    assert_eq!(results, ["a", "b", "c"]);
}

#[test]
fn all_futures_make_progress_together() {
    let (results, polls) = drive(gather((0..100).map(|i| after(5, i)).collect()));
    assert_eq!(results, (0..100).collect::<Vec<_>>());
    assert_eq!(polls, 5, "one sweep a poll, so as many polls as the slowest future needs");
}

#[test]
fn nothing_to_wait_for_is_ready_at_once() {
    let (results, polls) = drive(gather(Vec::<std::future::Ready<u8>>::new()));
    assert_eq!((results.len(), polls), (0, 1));
}

#[test]
fn more_futures_than_fit_a_small_table() {
    let (results, _) = drive(gather((0..1_000).map(|i| after(1 + i % 3, i)).collect()));
    assert_eq!(results, (0..1_000).collect::<Vec<_>>());
}

#[test]
fn values_need_no_traits() {
    struct Plain(Rc<u8>);
    let (results, _) = drive(gather(vec![after(2, Plain(Rc::new(7)))]));
    assert_eq!(results.iter().map(|Plain(value)| **value).collect::<Vec<_>>(), [7]);
}

#[test]
fn calling_it_polls_nothing() {
    let polled = Cell::new(false);
    let child = poll_fn(|_| {
        polled.set(true);
        Poll::Ready(())
    });
    drop(gather(vec![child]));
    assert!(!polled.get());
}

#[test]
fn a_wake_reaches_the_newest_waker() {
    let kept = Cell::new(None::<Waker>);
    let child = poll_fn(|cx| {
        kept.set(Some(cx.waker().clone()));
        Poll::<()>::Pending
    });
    let mut together = pin!(gather(vec![child]));
    let (old, new) = (Arc::new(Wakes::default()), Arc::new(Wakes::default()));
    for wakes in [&old, &new] {
        let waker = Waker::from(wakes.clone());
        assert!(together.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    }
    kept.take().expect("a waker").wake();
    assert_eq!((old.0.load(Ordering::SeqCst), new.0.load(Ordering::SeqCst)), (0, 1));
}

#[test]
fn it_wakes_nobody_by_itself() {
    let mut together = pin!(gather(vec![std::future::pending::<()>()]));
    let wakes = Arc::new(Wakes::default());
    let waker = Waker::from(wakes.clone());
    assert!(together.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    assert_eq!(wakes.0.load(Ordering::SeqCst), 0, "Pending is a promise of the children's, not of gather's");
}

#[test]
fn dropping_it_drops_what_is_still_running() {
    let value = Rc::new(());
    let child = |value: Rc<()>| {
        poll_fn(move |_| {
            let _ = &value;
            Poll::<()>::Pending
        })
    };
    let mut together: Pin<Box<dyn Future<Output = Vec<()>>>> = Box::pin(gather(vec![child(value.clone())]));
    assert!(together.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(together);
    assert_eq!(Rc::strong_count(&value), 1);
}

#[test]
fn a_child_is_polled_once_a_sweep_even_if_it_wakes_itself() {
    let polls = Rc::new(Cell::new(0));
    let counted = |polls: Rc<Cell<usize>>| {
        poll_fn(move |cx| {
            polls.set(polls.get() + 1);
            cx.waker().wake_by_ref();
            if polls.get() < 10 {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
    };
    let mut together = pin!(gather(vec![counted(polls.clone())]));
    assert!(together.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    assert_eq!(polls.get(), 1);
}

#[test]
fn a_wake_may_come_from_another_thread() {
    let kept = Arc::new(Mutex::new(None::<Waker>));
    let child = poll_fn(|cx| {
        *kept.lock().unwrap() = Some(cx.waker().clone());
        Poll::<()>::Pending
    });
    let mut together = pin!(gather(vec![child]));
    let wakes = Arc::new(Wakes::default());
    let waker = Waker::from(wakes.clone());
    assert!(together.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    let kept = kept.lock().unwrap().take().expect("a waker");
    std::thread::spawn(move || kept.wake()).join().unwrap();
    assert_eq!(wakes.0.load(Ordering::SeqCst), 1);
}

#[test]
fn two_of_them_have_nothing_in_common() {
    let both = vec![Box::pin(gather(vec![after(1, 1), after(3, 2)])), Box::pin(gather(vec![after(2, 3)]))];
    let (results, _) = drive(gather(both));
    assert_eq!(results, [vec![1, 2], vec![3]]);
}

#[test]
fn a_child_that_finishes_does_not_get_the_others_another_poll() {
    let polls = Cell::new(0);
    let first: Pin<Box<dyn Future<Output = ()> + '_>> = Box::pin(poll_fn(|_| {
        polls.set(polls.get() + 1);
        Poll::Pending
    }));
    let mut together = pin!(gather(vec![first, Box::pin(ready(()))]));
    assert!(together.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    assert_eq!(polls.get(), 1);
}

#[test]
fn a_panic_of_a_child_comes_out_as_it_is() {
    let child = poll_fn(|_| -> Poll<()> { std::panic::panic_any("lost the connection") });
    let panicked = std::panic::catch_unwind(|| drive(gather(vec![child])));
    let payload = panicked.expect_err("gather swallowed it");
    assert_eq!(payload.downcast_ref::<&str>(), Some(&"lost the connection"));
}
