//! Gather without external crates.

use std::cell::Cell;
use std::future::{poll_fn, Future};
use std::marker::PhantomData;
use std::pin::{pin, Pin};
use std::sync::{mpsc, Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::{sleep, Instant};

use crate::polls::Child;
use crate::runtimes;

struct NotSync(#[allow(dead_code)] Cell<u8>);

impl Wake for NotSync {
    fn wake(self: Arc<Self>) {}
}

struct BecomesWaker<W>(PhantomData<W>);
trait Otherwise {
    const YES: bool = false;
}
impl<W> Otherwise for BecomesWaker<W> {}
impl<W> BecomesWaker<W>
where
    Waker: From<Arc<W>>,
{
    const YES: bool = true;
}

/// "`Waker::from` takes an `Arc<W>` only if `W` is `Send + Sync`"
#[test]
fn the_bound_is_on_from_and_not_on_wake() {
    struct Plain;
    impl Wake for Plain {
        fn wake(self: Arc<Self>) {}
    }
    let _ = NotSync(Cell::new(0));
    assert!(BecomesWaker::<Plain>::YES);
    assert!(!BecomesWaker::<NotSync>::YES);
}

/// "Give the dead waker to the *second* child instead and the gather never finishes"
#[test]
fn a_dead_waker_is_missed_only_by_the_last_to_finish() {
    runtimes::paused().block_on(async {
        let start = Instant::now();
        careless(0).await;
        assert_eq!(start.elapsed().as_millis(), 50);
        // In a task of its own: nothing else there has it polled again.
        let never = tokio::spawn(careless(1));
        sleep(Duration::from_secs(3600)).await;
        assert!(!never.is_finished());
    });
}

/// Children that sleep 10 ms and 50 ms; the one with this index is polled with a waker that does nothing.
async fn careless(dead: usize) {
    let (mut short, mut long) =
        (pin!(sleep(Duration::from_millis(10))), pin!(sleep(Duration::from_millis(50))));
    let mut done = [false; 2];
    poll_fn(|cx| {
        for (i, child) in [&mut short, &mut long].into_iter().enumerate() {
            let mut noop = Context::from_waker(Waker::noop());
            let cx = if i == dead { &mut noop } else { &mut *cx };
            done[i] = done[i] || child.as_mut().poll(cx).is_ready();
        }
        if done == [true; 2] { Poll::Ready(()) } else { Poll::Pending }
    })
    .await
}

/// "100 in the first sweep, then 100, 99, 98, …, 1: another 5,050. With a waker per child it would be 200"
#[test]
fn a_sweep_polls_all_and_a_waker_per_child_only_the_woken() {
    assert_eq!(child_polls(|children| Box::pin(sweeping(children))), 5_150);
    assert_eq!(child_polls(|children| Box::pin(per_child(children))), 200);
}

type Gather = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Polls of a hundred children that are woken one at a time, the gather being polled in between.
fn child_polls(gather: impl Fn(Vec<Child>) -> Gather) -> usize {
    let children: Vec<Child> = (0..100).map(|_| Child::default()).collect();
    let mut gather = gather(children.clone());
    let mut cx = Context::from_waker(Waker::noop());
    assert!(gather.as_mut().poll(&mut cx).is_pending());
    for child in &children {
        child.wake();
        let _ = gather.as_mut().poll(&mut cx);
    }
    children.iter().map(|child| child.polls.get()).sum()
}

async fn sweeping(children: Vec<Child>) {
    let mut slots: Vec<Option<Child>> = children.into_iter().map(Some).collect();
    poll_fn(|cx| {
        for slot in &mut slots {
            if slot.as_mut().is_some_and(|child| Pin::new(child).poll(cx).is_ready()) {
                *slot = None;
            }
        }
        if slots.iter().all(Option::is_none) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await
}

/// The lesson's sketch: what all children's wakers write to.
#[derive(Default)]
struct Shared {
    ready: Vec<usize>,
    parent: Option<Waker>,
}

struct ChildWaker {
    index: usize,
    shared: Arc<Mutex<Shared>>,
}

impl Wake for ChildWaker {
    fn wake(self: Arc<Self>) {
        let mut shared = self.shared.lock().unwrap();
        shared.ready.push(self.index);
        if let Some(parent) = shared.parent.take() {
            parent.wake();
        }
    }
}

async fn per_child(children: Vec<Child>) {
    let mut slots: Vec<Option<Child>> = children.into_iter().map(Some).collect();
    let shared = Arc::new(Mutex::new(Shared { ready: (0..slots.len()).collect(), parent: None }));
    let wakers: Vec<Waker> = (0..slots.len())
        .map(|index| Waker::from(Arc::new(ChildWaker { index, shared: shared.clone() })))
        .collect();
    poll_fn(|cx| {
        let woken = {
            let mut shared = shared.lock().unwrap();
            shared.parent = Some(cx.waker().clone());
            std::mem::take(&mut shared.ready)
        };
        for i in woken {
            let mut cx = Context::from_waker(&wakers[i]);
            if slots[i].as_mut().is_some_and(|child| Pin::new(child).poll(&mut cx).is_ready()) {
                slots[i] = None;
            }
        }
        if slots.iter().all(Option::is_none) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await
}

/// "Gather 200 channel receives that are all ready and the sweep gets 128 answers"
#[test]
fn the_children_of_a_task_share_its_budget() {
    let runtime = runtimes::workers(1);
    let ready = runtime.spawn(async {
        let mut receivers: Vec<_> = (0..200)
            .map(|_| {
                let (sender, receiver) = tokio::sync::mpsc::channel(1);
                sender.try_send(()).unwrap();
                receiver
            })
            .collect();
        // A poll of its own starts with a full budget.
        tokio::task::yield_now().await;
        poll_fn(|cx| {
            let sweep = receivers.iter_mut().map(|receiver| receiver.poll_recv(cx));
            Poll::Ready(sweep.filter(Poll::is_ready).count())
        })
        .await
    });
    assert_eq!(runtime.block_on(ready).unwrap(), 128);
}

/// "drop the `JoinHandle` and it goes on by itself, detached"
#[test]
fn a_task_whose_handle_is_dropped_goes_on() {
    let runtime = runtimes::workers(1);
    let (finished, finish) = mpsc::channel();
    drop(runtime.spawn(async move {
        tokio::task::yield_now().await;
        finished.send(()).unwrap();
    }));
    finish.recv().unwrap();
}
