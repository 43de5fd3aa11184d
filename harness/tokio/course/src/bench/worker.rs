//! One fresh process: warm up, find the size of a batch, measure rounds; and its numbers as lines between processes.

use std::io::BufRead;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};

use super::batches::{control_batch, inline_batch, spawn_batch, Batch};
use super::verdict::MIN_ROUNDS;
use super::work::expected_checksum;

#[derive(Clone, Copy, PartialEq)]
pub enum Flavor {
    CurrentThread,
    MultiThread,
}

impl Flavor {
    pub const ALL: [Flavor; 2] = [Flavor::CurrentThread, Flavor::MultiThread];

    pub fn name(self) -> &'static str {
        match self {
            Flavor::CurrentThread => "current_thread",
            Flavor::MultiThread => "multi_thread",
        }
    }

    pub fn runtime(self) -> Runtime {
        match self {
            Flavor::CurrentThread => Builder::new_current_thread().build(),
            Flavor::MultiThread => Builder::new_multi_thread().worker_threads(2).build(),
        }
        .expect("a runtime")
    }
}

#[derive(Default)]
pub struct Measurement {
    pub inline_ns: Vec<f64>,
    pub spawn_ns: Vec<f64>,
    pub control_ns: Vec<f64>,
    pub ops_inline: u32,
    pub ops_spawn: u32,
    pub checksums_agree: bool,
}

const WARM_UP: Duration = Duration::from_millis(150);
const WARM_UP_OPS: u32 = 50_000;
const MEASURE: Duration = Duration::from_millis(500);
const MOST: Duration = Duration::from_secs(5);
/// The clock steps in tens of ns at most, so this is far more than the hundred steps that a batch must last.
const BATCH_NS: f64 = 500_000.0;

#[derive(Clone, Copy)]
enum Side {
    Inline,
    Spawn,
    Control,
}

/// Every order of the three sides: each comes first, second and last equally often.
const ORDERS: [[Side; 3]; 6] = [
    [Side::Inline, Side::Spawn, Side::Control],
    [Side::Spawn, Side::Control, Side::Inline],
    [Side::Control, Side::Inline, Side::Spawn],
    [Side::Control, Side::Spawn, Side::Inline],
    [Side::Spawn, Side::Inline, Side::Control],
    [Side::Inline, Side::Control, Side::Spawn],
];

async fn batch(side: Side, ops: u32) -> Batch {
    match side {
        Side::Inline => inline_batch(ops).await,
        Side::Spawn => spawn_batch(ops).await,
        Side::Control => control_batch(ops).await,
    }
}

/// From within a task: from `block_on` of a multi_thread runtime, a spawned task would cross to another thread.
pub fn measure(flavor: Flavor, seed: usize) -> Measurement {
    let runtime = flavor.runtime();
    let task = runtime.spawn(measure_in_task(seed));
    runtime.block_on(task).expect("the measurement does not panic")
}

async fn measure_in_task(seed: usize) -> Measurement {
    warm_up().await;
    let ops_inline = calibrate(Side::Inline).await;
    let ops_spawn = calibrate(Side::Spawn).await;
    let (expected_inline, expected_spawn) = (expected_checksum(ops_inline), expected_checksum(ops_spawn));
    let mut measured = Measurement { ops_inline, ops_spawn, checksums_agree: true, ..Measurement::default() };
    let start = Instant::now();
    for round in 0.. {
        for side in ORDERS[(seed + round) % ORDERS.len()] {
            let (ops, expected) = match side {
                Side::Spawn => (ops_spawn, expected_spawn),
                _ => (ops_inline, expected_inline),
            };
            let done = batch(side, ops).await;
            measured.checksums_agree &= done.checksum == expected;
            let ns = done.duration_ns / f64::from(ops);
            match side {
                Side::Inline => measured.inline_ns.push(ns),
                Side::Spawn => measured.spawn_ns.push(ns),
                Side::Control => measured.control_ns.push(ns),
            }
        }
        let enough = start.elapsed() >= MEASURE && round + 1 >= MIN_ROUNDS;
        if enough || start.elapsed() >= MOST {
            break;
        }
    }
    measured
}

async fn warm_up() {
    let start = Instant::now();
    let mut ops = 0;
    while start.elapsed() < WARM_UP || ops < WARM_UP_OPS {
        for side in ORDERS[0] {
            batch(side, 256).await;
        }
        ops += 256;
    }
}

/// Doubles the batch until it lasts half the target, then scales it to the target. The fastest of three tries counts.
async fn calibrate(side: Side) -> u32 {
    let mut ops = 16;
    loop {
        let mut fastest = f64::INFINITY;
        for _ in 0..3 {
            fastest = fastest.min(batch(side, ops).await.duration_ns);
        }
        if fastest >= BATCH_NS / 2.0 || ops >= 1 << 26 {
            return (f64::from(ops) * BATCH_NS / fastest).ceil() as u32;
        }
        ops *= 2;
    }
}

impl Measurement {
    pub fn print(&self) {
        let line = |name: &str, numbers: &[f64]| {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            println!("{name} {}", numbers.join(" "));
        };
        line("inline", &self.inline_ns);
        line("spawn", &self.spawn_ns);
        line("control", &self.control_ns);
        line("ops", &[f64::from(self.ops_inline), f64::from(self.ops_spawn)]);
        line("agree", &[f64::from(u8::from(self.checksums_agree))]);
    }

    /// What `print` wrote; a field that is missing stays empty, and the verdict refuses it.
    pub fn parse(output: &[u8]) -> Self {
        let mut measured = Measurement::default();
        for line in output.lines().map_while(Result::ok) {
            let mut words = line.split(' ');
            let name = words.next().unwrap_or_default();
            let numbers: Vec<f64> = words.filter_map(|word| word.parse().ok()).collect();
            match name {
                "inline" => measured.inline_ns = numbers,
                "spawn" => measured.spawn_ns = numbers,
                "control" => measured.control_ns = numbers,
                "ops" if numbers.len() == 2 => {
                    measured.ops_inline = numbers[0] as u32;
                    measured.ops_spawn = numbers[1] as u32;
                }
                "agree" => measured.checksums_agree = numbers == [1.0],
                _ => {}
            }
        }
        measured
    }
}
