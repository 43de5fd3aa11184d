//! What a run shows: the latency of each source's messages, and when each queue was full or old for the first time.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde::Serialize;

/// As in the model: in an unbounded queue a message this old shows that nobody keeps up.
pub const OLD: Duration = Duration::from_millis(10);

pub struct Seen {
    begun: Instant,
    latencies: Mutex<BTreeMap<String, Vec<u64>>>,
    queues: Mutex<BTreeMap<String, Queue>>,
    /// By how many ns each message came from outside after its time.
    late: Mutex<Vec<u64>>,
}

#[derive(Default, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// The most messages that one of its instances held when another was sent.
    deepest: usize,
    /// When a sender found it full for the first time, in µs.
    full_at_us: Option<u64>,
    /// Without a capacity: when somebody received an old message for the first time, in µs.
    old_at_us: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    latencies: BTreeMap<String, Latency>,
    queues: BTreeMap<String, Queue>,
    /// How late the sources themselves were, p99: on an idle machine less than a tenth of a millisecond.
    late_ns: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Latency {
    count: usize,
    mean_ns: u64,
    p50_ns: u64,
    p99_ns: u64,
}

impl Seen {
    pub fn new(begun: Instant) -> Self {
        Seen { begun, latencies: Mutex::default(), queues: Mutex::default(), late: Mutex::default() }
    }

    pub fn came(&self, due: Instant) {
        self.late.lock().unwrap().push(due.elapsed().as_nanos() as u64);
    }

    /// By `feed`, or `feed via quotes` for the copies of a broadcast or a watch, as the model names them.
    pub fn arrived(&self, name: &str, born: Instant) {
        let ns = born.elapsed().as_nanos() as u64;
        let mut latencies = self.latencies.lock().unwrap();
        latencies.entry(name.to_string()).or_default().push(ns);
    }

    pub fn sent(&self, queue: &str, depth: usize, is_full: bool) {
        let at = self.now_us();
        let mut queues = self.queues.lock().unwrap();
        let queue = queues.entry(queue.to_string()).or_default();
        queue.deepest = queue.deepest.max(depth);
        if is_full {
            queue.full_at_us.get_or_insert(at);
        }
    }

    pub fn received(&self, queue: &str, sent: Instant) {
        if sent.elapsed() > OLD {
            let at = self.now_us();
            let mut queues = self.queues.lock().unwrap();
            queues.entry(queue.to_string()).or_default().old_at_us.get_or_insert(at);
        }
    }

    fn now_us(&self) -> u64 {
        self.begun.elapsed().as_micros() as u64
    }

    pub fn report(&self) -> Report {
        let latencies = self.latencies.lock().unwrap().clone();
        let latencies = latencies.into_iter().map(|(name, all)| (name, latency(all))).collect();
        let late_ns = latency(self.late.lock().unwrap().clone()).p99_ns;
        Report { latencies, queues: self.queues.lock().unwrap().clone(), late_ns }
    }
}

fn latency(mut all: Vec<u64>) -> Latency {
    all.sort_unstable();
    let at = |q: f64| all[((q * all.len() as f64).ceil() as usize).clamp(1, all.len()) - 1];
    Latency {
        count: all.len(),
        mean_ns: all.iter().sum::<u64>() / all.len() as u64,
        p50_ns: at(0.5),
        p99_ns: at(0.99),
    }
}
