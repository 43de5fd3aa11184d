//! Lab C: from the source to the sockets.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::yield_now;

use crate::polls::Count;
use crate::runtimes;

/// "one worker at a time polls a task, however many workers there are"
#[test]
fn a_task_that_is_woken_while_it_is_polled_is_left_to_its_worker() {
    const POLLS: usize = 20;
    let runtime = runtimes::workers(4);
    let (mut polls, inside) = (0, AtomicBool::new(false));
    let task = runtime.spawn(poll_fn(move |cx| {
        assert!(!inside.swap(true, SeqCst), "polled by two workers at once");
        polls += 1;
        if polls == POLLS {
            return Poll::Ready(polls);
        }
        // Three other workers have nothing to do, and time to take it.
        cx.waker().wake_by_ref();
        thread::sleep(Duration::from_millis(2));
        inside.store(false, SeqCst);
        Poll::Pending
    }));
    assert_eq!(runtime.block_on(task).unwrap(), POLLS);
}

/// "a push to its channel, and a wake that puts the task into a queue of the scheduler"
#[test]
fn a_message_is_one_wake_and_one_more_poll() {
    let polls = Count::default();
    runtimes::paused().block_on(async {
        let (sender, mut receiver) = mpsc::channel(256);
        let receiving = tokio::spawn(polls.polls_of(async move { receiver.recv().await }));
        yield_now().await;
        assert_eq!(polls.get(), 1);
        sender.send("an update").await.unwrap();
        // In a queue, and not polled yet.
        assert_eq!(polls.get(), 1);
        assert_eq!(receiving.await.unwrap(), Some("an update"));
        assert_eq!(polls.get(), 2);
    });
}

/// "now memory is bounded, and overload shows first at the source"
#[test]
fn who_sends_into_a_full_channel_waits() {
    let sent = Count::default();
    runtimes::paused().block_on(async {
        let (sender, mut receiver) = mpsc::channel(256);
        let count = sent.clone();
        tokio::spawn(async move {
            while sender.send(()).await.is_ok() {
                count.add();
            }
        });
        // A task's budget ends before the channel is full.
        for _ in 0..10 {
            yield_now().await;
        }
        assert_eq!(sent.get(), 256);
        receiver.recv().await.unwrap();
        yield_now().await;
        assert_eq!(sent.get(), 257);
    });
}
