//! What starting a thread and waking a worker take: a task starts a thread that spawns a task, joins it, and does both once more, as the
//! program `spawn-foreign` does. Writes quantiles of each stretch of time, in ns, and who polled the second thread's task.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::runtime::{worker_index, Builder, Handle};

/// Whoever wakes up sooner has found a processor that was awake.
const AWAKE: Duration = Duration::from_micros(8);

/// Of one thread, in the order in which it happens, except that the other worker wakes meanwhile.
struct Foreign {
    before: Instant,
    runs: Instant,
    spawned: Instant,
    joined: Instant,
}

struct Run {
    threads: [Foreign; 2],
    /// When a worker woke up.
    wakes: Vec<Instant>,
    /// The worker that polled the task which joins both threads also polled the second thread's task.
    is_same: bool,
}

fn main() {
    let runs = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1_000);
    let mut spans: BTreeMap<&str, Vec<u128>> = BTreeMap::new();
    let mut same = 0;
    for _ in 0..runs {
        let Run { threads, wakes, is_same } = run();
        same += usize::from(is_same);
        for (i, thread) in threads.iter().enumerate() {
            let mut put = |names: [&'static str; 2], span: Duration| {
                spans.entry(names[i]).or_default().push(span.as_nanos());
            };
            put(["1st thread starts", "2nd thread starts"], thread.runs - thread.before);
            put(["1st thread spawns", "2nd thread spawns"], thread.spawned - thread.runs);
            put(["1st thread is joined", "2nd thread is joined"], thread.joined - thread.spawned);
            let Some(wake) = wakes.iter().find(|&&wake| wake > thread.runs) else { continue };
            let wake = *wake - thread.runs;
            let awake = ["1st wake, awake", "2nd wake, awake"];
            let asleep = ["1st wake, asleep", "2nd wake, asleep"];
            put(if wake < AWAKE { awake } else { asleep }, wake);
        }
    }
    println!("{:24}{:>6}{:>10}{:>10}{:>10}{:>10}{:>10}", "", "count", "5 %", "25 %", "50 %", "75 %", "95 %");
    for (name, mut span) in spans {
        span.sort_unstable();
        let at = |percent: usize| format!("{:10}", span[(span.len() - 1) * percent / 100]);
        println!("{name:24}{:6}{}", span.len(), [5, 25, 50, 75, 95].map(at).concat());
    }
    println!("2nd task polled by the worker that waited for its thread: {same} of {runs}");
}

fn run() -> Run {
    let parked = Arc::new(AtomicUsize::new(0));
    let wakes = Arc::new(Mutex::new(Vec::new()));
    let (count, woken) = (parked.clone(), wakes.clone());
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .on_thread_park(move || {
            count.fetch_add(1, Ordering::SeqCst);
        })
        .on_thread_unpark(move || woken.lock().unwrap().push(Instant::now()))
        .build()
        .unwrap();
    // All asleep before the task comes, as in the recorder.
    while parked.load(Ordering::SeqCst) < 2 {
        std::thread::yield_now();
    }
    std::thread::sleep(Duration::from_micros(100));
    let (polls, is_polled) = sync_channel(2);
    let (over, is_over) = sync_channel(1);
    let handle = runtime.handle().clone();
    runtime.spawn(async move {
        let threads = [0, 1].map(|i| {
            let polls = polls.clone();
            foreign(&handle, async move { polls.send((i, worker_index())).unwrap() })
        });
        over.send((threads, worker_index())).unwrap();
    });
    let (threads, worker) = is_over.recv().unwrap();
    let is_same = is_polled.iter().any(|poll| poll == (1, worker));
    let wakes = wakes.lock().unwrap().clone();
    Run { threads, wakes, is_same }
}

fn foreign(handle: &Handle, task: impl std::future::Future<Output = ()> + Send + 'static) -> Foreign {
    let handle = handle.clone();
    let before = Instant::now();
    let thread = std::thread::spawn(move || {
        let runs = Instant::now();
        handle.spawn(task);
        (runs, Instant::now())
    });
    let (runs, spawned) = thread.join().unwrap();
    Foreign { before, runs, spawned, joined: Instant::now() }
}
