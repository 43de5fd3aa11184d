//! Reading the scheduler.

use std::future::poll_fn;
use std::sync::mpsc;
use std::task::{Poll, Waker};
use std::thread;

use crate::polls::Count;
use crate::{allocations, runtimes};

/// "The allocation is real, and there is one of it"
#[test]
fn a_spawn_allocates_once() {
    let counts = counted(|| tokio::spawn(async {}));
    assert_eq!(counts, [1; 20]);
}

/// "is boxed first, which makes two"
#[test]
fn a_large_future_is_boxed_before_it_is_spawned() {
    let counts = counted(|| {
        tokio::spawn(async {
            let kept = std::hint::black_box([0_u8; 20_000]);
            tokio::task::yield_now().await;
            std::hint::black_box(&kept);
        })
    });
    assert_eq!(counts, [2; 20]);
}

/// Allocations of each of twenty spawns from a task, after the runtime has made what it makes only once.
fn counted<T: Send>(spawn: impl Fn() -> T + Send + 'static) -> Vec<usize> {
    let runtime = runtimes::workers(1);
    let task = runtime.spawn(async move {
        for _ in 0..300 {
            spawn();
        }
        tokio::task::yield_now().await;
        (0..20).map(|_| allocations::during(&spawn)).collect()
    });
    runtime.block_on(task).unwrap()
}

/// "main's future is polled on the thread that entered the runtime"
#[test]
fn the_future_of_block_on_is_not_on_a_worker() {
    let runtime = runtimes::workers(1);
    let (main, child, grandchild) = runtime.block_on(async {
        let main = thread::current().id();
        let child = tokio::spawn(async {
            let grandchild = tokio::spawn(async { thread::current().id() });
            (thread::current().id(), grandchild.await.unwrap())
        });
        let (child, grandchild) = child.await.unwrap();
        (main, child, grandchild)
    });
    assert_ne!(main, child);
    assert_eq!(child, grandchild);
}

/// "A hundred wakes before the next poll make one poll; a wake during the poll makes one more."
#[test]
fn wakes_before_a_poll_are_one() {
    let runtime = runtimes::workers(1);
    let polls = Count::default();
    let (send_waker, wakers) = mpsc::channel::<Waker>();
    let counted = polls.clone();
    let task = runtime.spawn(poll_fn(move |cx| {
        counted.add();
        if counted.get() == 2 {
            cx.waker().wake_by_ref();
        }
        send_waker.send(cx.waker().clone()).unwrap();
        Poll::<()>::Pending
    }));
    let waker = wakers.recv().unwrap();
    let (hold, held) = mpsc::channel::<()>();
    // The only worker is busy while the wakes come in.
    let (begin, begun) = mpsc::channel();
    runtime.spawn(async move {
        begin.send(()).unwrap();
        held.recv().unwrap();
    });
    begun.recv().unwrap();
    for _ in 0..100 {
        waker.wake_by_ref();
    }
    hold.send(()).unwrap();
    // The second poll woke itself; there is a third, and no fourth.
    wakers.recv().unwrap();
    wakers.recv().unwrap();
    runtime.block_on(runtime.spawn(async {})).unwrap();
    assert_eq!(polls.get(), 3);
    task.abort();
}
