//! How often a worker looks into the injection queue first, by how long its polls take: two tasks keep the only worker busy, and from
//! outside come tasks. Writes, for each length of a poll in µs, the median and the most polls between a spawn and the spawned task's poll.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;

const SPAWNS: usize = 200;
/// By then the interval has been tuned.
const WARM_UP: Duration = Duration::from_millis(300);

fn main() {
    for us in [10, 20, 50, 100, 1_000] {
        let mut waits = waits(Duration::from_micros(us));
        waits.sort_unstable();
        println!("{us:5} µs  median {:3}  most {:3}", waits[SPAWNS / 2], waits[SPAWNS - 1]);
    }
}

fn waits(poll: Duration) -> Vec<usize> {
    let polls = Arc::new(AtomicUsize::new(0));
    let is_over = Arc::new(AtomicBool::new(false));
    let runtime = Builder::new_multi_thread().worker_threads(1).build().unwrap();
    for _ in 0..2 {
        let (polls, is_over) = (polls.clone(), is_over.clone());
        // Not `yield_now`: a deferred task leaves the worker's queue empty, and then it takes from the injection queue at once.
        runtime.spawn(std::future::poll_fn(move |cx| {
            polls.fetch_add(1, Ordering::Relaxed);
            let begun = Instant::now();
            while begun.elapsed() < poll {
                std::hint::spin_loop();
            }
            if is_over.load(Ordering::Relaxed) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        }));
    }
    std::thread::sleep(WARM_UP);
    let waits = (0..SPAWNS)
        .map(|_| {
            let (polled, is_polled) = sync_channel(1);
            let count = polls.clone();
            let before = polls.load(Ordering::Relaxed);
            runtime.spawn(async move { polled.send(count.load(Ordering::Relaxed)).unwrap() });
            is_polled.recv().unwrap() - before
        })
        .collect();
    is_over.store(true, Ordering::Relaxed);
    waits
}
