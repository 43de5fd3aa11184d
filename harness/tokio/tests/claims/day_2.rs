//! Blocking and the I/O driver.

use std::future::Future;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use tokio::task::yield_now;
use tokio::time::sleep;

use crate::runtimes;

const fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// "a sleep never ends early"
#[test]
fn a_sleep_never_ends_early() {
    runtimes::workers(2).block_on(async {
        for _ in 0..20 {
            let start = Instant::now();
            sleep(ms(1)).await;
            assert!(start.elapsed() >= ms(1));
        }
    });
}

/// "a worker whose only tasks have yielded also polls the driver, without sleeping in it"
#[test]
fn a_lone_task_that_yields_has_its_timer_seen_before_61_ticks() {
    let runtime = runtimes::workers(1);
    let yields = runtime.block_on(runtime.spawn(async {
        let mut timer = Box::pin(sleep(ms(3)));
        for yields in 0.. {
            let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(timer.as_mut().poll(cx))).await;
            if polled.is_ready() {
                return yields;
            }
            spin(Duration::from_micros(500));
            yield_now().await;
        }
        unreachable!()
    }));
    let yields = yields.unwrap();
    assert!((1..61).contains(&yields), "{yields} yields");
}

fn spin(duration: Duration) {
    let start = Instant::now();
    while start.elapsed() < duration {
        std::hint::spin_loop();
    }
}

/// "One blocking call does not cost you one worker. It can cost you all timers and all I/O."
#[test]
fn a_task_that_blocks_after_its_timer_holds_the_driver() {
    // A machine that stands still long enough fires both timers in one turn, and then two tasks are worth a second worker.
    assert!((0..3).any(|_| is_driver_held(4)), "B's timer fired in time, three times of three");
}

/// Whether B's timer fires only after A, which came out of the driver before it, has unblocked.
fn is_driver_held(workers: usize) -> bool {
    let runtime = runtimes::workers(workers);
    let (fired, firings) = mpsc::channel();
    let a = runtime.spawn(async move {
        sleep(ms(20)).await;
        // Blocks one worker, until B has been heard of or for two seconds.
        firings.recv_timeout(ms(2_000)) == Err(RecvTimeoutError::Timeout)
    });
    let start = Instant::now();
    let b = runtime.spawn(async move {
        sleep(ms(1_000)).await;
        let _ = fired.send(());
        start.elapsed()
    });
    runtime.block_on(async {
        let (held, elapsed) = (a.await.unwrap(), b.await.unwrap());
        assert!(!held || elapsed >= ms(2_000));
        held
    })
}

/// "B: 4 X 1 2 3 | 7 5 6 | 8 | 9 A, once it unblocks: 10"
#[test]
fn the_slot_of_a_blocked_worker_is_not_stolen() {
    let runtime = runtimes::workers(2);
    let log: Arc<Mutex<Vec<(&str, ThreadId)>>> = Arc::default();
    let (release_b, held_b) = mpsc::channel::<()>();
    let (begin, begun) = mpsc::channel();
    let b = runtime.spawn(async move {
        begin.send(thread::current().id()).unwrap();
        held_b.recv().unwrap();
    });
    let on_b = begun.recv().unwrap();
    // B is held, so this runs on the other worker, A.
    let ours = log.clone();
    let a = runtime.spawn(async move {
        for name in ["X", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"] {
            let log = ours.clone();
            tokio::spawn(async move { log.lock().unwrap().push((name, thread::current().id())) });
        }
        release_b.send(()).unwrap();
        // Blocks until B has run all that it can get.
        while ours.lock().unwrap().len() < 10 {
            thread::sleep(ms(1));
        }
        thread::current().id()
    });
    let on_a = runtime.block_on(async {
        b.await.unwrap();
        a.await.unwrap()
    });
    while log.lock().unwrap().len() < 11 {
        thread::sleep(ms(1));
    }
    let log = log.lock().unwrap();
    let names: Vec<&str> = log.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["4", "X", "1", "2", "3", "7", "5", "6", "8", "9", "10"]);
    assert!(log[..10].iter().all(|(_, thread)| *thread == on_b));
    assert_eq!(log[10].1, on_a);
}
