//! A program on several workers, many times over: which orders come up, and how often.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{mpsc, Arc};
use std::time::Duration;

use serde::Serialize;
use tokio::runtime::Builder;

use crate::body::task;
use crate::program::Program;
use crate::world::{Several, Signals, World};

/// No program takes this long; one that does has come to a deadlock, and is told as far as it got.
const PATIENCE: Duration = Duration::from_secs(5);
const LETTERS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

thread_local! {
    static WORKER: Cell<usize> = const { Cell::new(0) };
    static RANDOM: Cell<u64> = const { Cell::new(0) };
}

fn letter() -> &'static str {
    LETTERS[WORKER.get()]
}

/// Spins for up to so many rounds, so that rare orders come up too.
fn spin(most: u32) {
    if most == 0 {
        return;
    }
    // xorshift64
    let mut x = RANDOM.get();
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    RANDOM.set(x);
    for _ in 0..x % u64::from(most) {
        std::hint::spin_loop();
    }
}

#[derive(Serialize)]
struct Orders<'a> {
    #[serde(flatten)]
    program: &'a Program,
    tokio: &'static str,
    workers: usize,
    runs: usize,
    jitter: u32,
    /// Tokens are the worker's letter, in the order in which workers first poll, and the task: `a0 b1 b1!`.
    orders: BTreeMap<String, usize>,
}

/// `--workers n --runs n --jitter n`
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut workers, mut runs, mut most) = (2, 1_000, 0);
    for pair in arguments.chunks(2) {
        let value = pair.get(1).ok_or_else(|| format!("{} needs a number", pair[0]))?.parse()?;
        match pair[0].as_str() {
            "--workers" => workers = value,
            "--runs" => runs = value,
            "--jitter" => most = value as u32,
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let program: Program = serde_json::from_str(&line)?;
        let mut orders = BTreeMap::new();
        for run in 0..runs {
            *orders.entry(record(&program, workers, most, run as u64)).or_insert(0) += 1;
        }
        let recorded =
            Orders { program: &program, tokio: crate::TOKIO, workers, runs, jitter: most, orders };
        writeln!(out, "{}", serde_json::to_string(&recorded)?)?;
    }
    Ok(())
}

fn record(program: &Program, workers: usize, jitter: u32, seed: u64) -> String {
    let (over, is_over) = mpsc::sync_channel(1);
    let several = Several {
        alive: AtomicUsize::new(0),
        over,
        worker: letter,
        jitter: Box::new(move || spin(jitter)),
    };
    let signals = Signals { several: Some(several), ..Signals::default() };
    let (parked, next) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(workers).enable_time().event_interval(program.evi);
    builder.global_queue_interval(if program.gqi == 0 { 61 } else { program.gqi });
    builder.on_thread_start(move || {
        let index = next.fetch_add(1, Ordering::SeqCst);
        WORKER.set(index);
        RANDOM.set((seed * 64 + index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    });
    let count = parked.clone();
    builder.on_thread_park(move || {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let runtime = builder.build().unwrap();
    // All asleep before the root comes, as in the model.
    while parked.load(Ordering::SeqCst) < workers {
        std::thread::yield_now();
    }
    std::thread::sleep(Duration::from_micros(100));
    let world = World::new(program, runtime.handle().clone(), signals);
    runtime.spawn(task(&world, 0));
    let _ = is_over.recv_timeout(PATIENCE);
    let trace = world.trace();
    runtime.shutdown_background();
    renamed(&trace)
}

/// Workers are alike: the first to poll is `a`.
fn renamed(trace: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut tokens = Vec::new();
    for token in trace.split(' ').filter(|token| !token.is_empty()) {
        let (worker, rest) = token.split_at(1);
        let at = names.iter().position(|&name| name == worker).unwrap_or_else(|| {
            names.push(worker);
            names.len() - 1
        });
        tokens.push(format!("{}{rest}", LETTERS[at]));
    }
    tokens.join(" ")
}
