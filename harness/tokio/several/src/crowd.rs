//! "Ten thousand tasks": one task spawns 10,000 that end at once. Writes, as one JSON object for each run, how many of them were
//! done before the spawner's poll ended, the thefts, and each worker's share.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::runtime::{Builder, Handle};

const TASKS: usize = 10_000;

struct Crowd {
    done: AtomicUsize,
    /// `done` when the spawner's poll ended.
    meanwhile: OnceLock<usize>,
    shares: Vec<AtomicUsize>,
}

async fn member(crowd: Arc<Crowd>) {
    if let Some(worker) = tokio::runtime::worker_index() {
        crowd.shares[worker].fetch_add(1, Ordering::Relaxed);
    }
    crowd.done.fetch_add(1, Ordering::Release);
}

async fn spawner(crowd: Arc<Crowd>) {
    for _ in 0..TASKS {
        tokio::spawn(member(crowd.clone()));
    }
    let _ = crowd.meanwhile.set(crowd.done.load(Ordering::Acquire));
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|text| text.parse::<usize>().ok());
    let (workers, runs) = (arguments.next().unwrap_or(8), arguments.next().unwrap_or(50));
    for _ in 0..runs {
        run(workers);
    }
}

fn run(workers: usize) {
    let crowd = Arc::new(Crowd {
        done: AtomicUsize::new(0),
        meanwhile: OnceLock::new(),
        shares: (0..workers).map(|_| AtomicUsize::new(0)).collect(),
    });
    let parked = Arc::new(AtomicUsize::new(0));
    let count = parked.clone();
    let is_quiet = Arc::new(AtomicBool::new(false));
    let quiet = is_quiet.clone();
    let runtime = Builder::new_multi_thread()
        .worker_threads(workers)
        .global_queue_interval(61)
        .on_thread_park(move || {
            if !quiet.load(Ordering::Relaxed) {
                count.fetch_add(1, Ordering::SeqCst);
            }
        })
        .build()
        .unwrap();
    // All asleep before the spawner comes, as in the model.
    while parked.load(Ordering::SeqCst) < workers {
        std::thread::yield_now();
    }
    is_quiet.store(true, Ordering::Relaxed);
    std::thread::sleep(Duration::from_micros(500));
    runtime.spawn(spawner(crowd.clone()));
    while crowd.done.load(Ordering::Acquire) < TASKS {
        std::thread::sleep(Duration::from_micros(200));
    }
    let thefts = thefts(runtime.handle(), workers);
    let mut shares: Vec<usize> = crowd.shares.iter().map(|share| share.load(Ordering::Relaxed)).collect();
    shares.sort_unstable_by(|a, b| b.cmp(a));
    let meanwhile = crowd.meanwhile.get().copied().unwrap_or(TASKS);
    println!("{{\"workers\":{workers},\"meanwhile\":{meanwhile},\"thefts\":{thefts},\"shares\":{shares:?}}}");
}

fn thefts(handle: &Handle, workers: usize) -> u64 {
    let metrics = handle.metrics();
    // A worker hands in its counts when it goes to sleep.
    std::thread::sleep(Duration::from_millis(2));
    (0..workers).map(|worker| metrics.worker_steal_operations(worker)).sum()
}
