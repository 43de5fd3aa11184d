//! Lab A: a shutdown that loses nothing.

use std::future::{pending, ready, Future};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::sync::{watch, Notify};
use tokio::task::{yield_now, JoinHandle};
use tokio::time::timeout;

use crate::polls::Count;
use crate::runtimes;

/// What one poll gives, with a waker that wakes nobody.
fn poll<F: Future>(future: F) -> Poll<F::Output> {
    std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// "It notifies everybody who waits, and stores no permit for those who come later."
#[test]
fn a_signal_reaches_all_that_wait_and_none_that_come_later() {
    runtimes::paused().block_on(async {
        let (signal, heard) = (Arc::new(Notify::new()), Count::default());
        for _ in 0..3 {
            let (signal, heard) = (signal.clone(), heard.clone());
            tokio::spawn(async move {
                signal.notified().await;
                heard.add();
            });
        }
        yield_now().await;
        signal.notify_waiters();
        yield_now().await;
        assert_eq!(heard.get(), 3);
        assert_eq!(poll(signal.notified()), Poll::Pending);
        // The other method does store one.
        signal.notify_one();
        assert_eq!(poll(signal.notified()), Poll::Ready(()));
    });
}

/// "a `Notified` hears every `notify_waiters` from its making on, before it is polled"
#[test]
fn a_notified_hears_what_comes_before_its_first_poll() {
    let signal = Notify::new();
    let notified = signal.notified();
    signal.notify_waiters();
    assert_eq!(poll(notified), Poll::Ready(()));
}

/// "`wait_for` looks at the value first, and waits only if it is not yet the one you want"
#[test]
fn wait_for_is_ready_with_a_value_that_was_sent_long_ago() {
    let (send, mut signal) = watch::channel(false);
    assert!(poll(signal.wait_for(|sent| *sent)).is_pending());
    send.send(true).unwrap();
    // Seen already: `changed` would wait for the next one.
    signal.borrow_and_update();
    assert!(poll(signal.changed()).is_pending());
    assert!(poll(signal.wait_for(|sent| *sent)).is_ready());
}

/// "It polls its future first and its timer second"
#[test]
fn a_timeout_that_is_over_still_gives_what_is_ready() {
    runtimes::paused().block_on(async {
        assert_eq!(timeout(Duration::ZERO, ready(7)).await, Ok(7));
        assert!(timeout(Duration::ZERO, pending::<()>()).await.is_err());
    });
}

/// Adds one when it is dropped.
struct Dropped(Count);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.add();
    }
}

/// A future that never ends, and counts that it was dropped.
async fn held(dropped: &Count) {
    let _guard = Dropped(dropped.clone());
    pending::<()>().await;
}

/// "The future inside is dropped wherever it was."
#[test]
fn a_timeout_drops_what_it_cuts() {
    let dropped = Count::default();
    runtimes::paused().block_on(async {
        assert!(timeout(Duration::from_millis(20), held(&dropped))
            .await
            .is_err());
        assert_eq!(dropped.get(), 1);
    });
}

/// "Whatever loses is dropped."
#[test]
fn a_branch_that_loses_is_dropped() {
    let dropped = Count::default();
    runtimes::paused().block_on(async {
        tokio::select! {
            biased;
            () = held(&dropped) => unreachable!(),
            () = ready(()) => {}
        }
        assert_eq!(dropped.get(), 1);
    });
}

/// "a `JoinHandle` is a future, it is `Unpin`"
#[test]
fn a_join_handle_can_be_gathered_without_a_pin() {
    // Even of a task whose own future and output are not.
    fn is_unpin<F: Future + Unpin>() {}
    is_unpin::<JoinHandle<std::marker::PhantomPinned>>();
}
