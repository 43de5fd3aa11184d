//! The result file, `latencies.json`; README.md says what each field holds.

use crate::plan::Plan;
use crate::recorder::Recorder;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};
use week01::Histogram;

/// Buckets 12 % wide: narrower than those of your Histogram.
const BUCKETS_PER_DECADE: u32 = 20;
const WINDOW_MS: u64 = 50;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultFile {
    pub version: u32,
    pub kind: &'static str,
    pub hand_in: &'static str,
    pub at_ms: u64,
    pub environment: Environment,
    pub plan: Plan,
    pub buckets_per_decade: u32,
    pub window_ms: u64,
    pub loads: Vec<Load>,
}

#[derive(Serialize)]
pub struct Environment {
    pub engine: String,
    pub platform: String,
    pub cores: usize,
}

#[derive(Serialize)]
pub struct Load {
    pub load: &'static str,
    pub planned: u32,
    pub answered: usize,
    pub stalled: Stalled,
    pub series: Vec<Series>,
}

/// When the server really stalled.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stalled {
    pub at_ms: f64,
    pub lasts_ms: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Series {
    pub clock: &'static str,
    pub exact: Exact,
    pub learner: Learner,
    pub histogram_ns: Vec<(u32, u64)>,
    pub timeline_ns: Vec<(u64, u64, u64)>,
}

#[derive(Serialize)]
pub struct Exact {
    pub count: usize,
    pub p50: u64,
    pub p90: u64,
    pub p99: u64,
    pub p999: u64,
    pub max: u64,
}

#[derive(Serialize)]
pub struct Learner {
    pub count: u64,
    pub p50: u64,
    pub p90: u64,
    pub p99: u64,
    pub p999: u64,
}

impl ResultFile {
    pub fn new(plan: Plan, loads: Vec<Load>) -> Self {
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self {
            version: 1,
            kind: "axum-latencies",
            hand_in: week01::VERSION.split_once('+').map_or("", |(_, hash)| hash),
            at_ms: since_1970.as_millis() as u64,
            environment: Environment {
                engine: env!("LAB_ENGINE").to_owned(),
                platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
                cores: std::thread::available_parallelism().map_or(1, usize::from),
            },
            plan,
            buckets_per_decade: BUCKETS_PER_DECADE,
            window_ms: WINDOW_MS,
            loads,
        }
    }
}

impl Series {
    pub fn new(clock: &'static str, start: Instant, recorder: &Recorder) -> Self {
        let mut sorted: Vec<u64> = recorder.samples.iter().map(|sample| ns(sample.took)).collect();
        sorted.sort_unstable();
        let mut buckets = BTreeMap::new();
        for &took in &sorted {
            *buckets.entry(bucket_of(took)).or_insert(0) += 1;
        }
        let mut windows = BTreeMap::new();
        for sample in &recorder.samples {
            let window = sample.from.saturating_duration_since(start).as_millis() as u64 / WINDOW_MS;
            let (count, max) = windows.entry(window).or_insert((0, 0));
            *count += 1;
            *max = ns(sample.took).max(*max);
        }
        Self {
            clock,
            exact: Exact::of(&sorted),
            learner: Learner::of(&recorder.histogram),
            histogram_ns: buckets.into_iter().collect(),
            timeline_ns: windows.into_iter().map(|(window, (count, max))| (window, count, max)).collect(),
        }
    }
}

impl Exact {
    fn of(sorted: &[u64]) -> Self {
        // The ceil(q * n)-th smallest, as in your Histogram.
        let at = |q: f64| {
            let rank = (q * sorted.len() as f64).ceil() as usize;
            sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
        };
        Self { count: sorted.len(), p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1.0) }
    }
}

impl Learner {
    fn of(histogram: &Histogram) -> Self {
        let at = |q| histogram.percentile(q);
        Self { count: histogram.count(), p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999) }
    }
}

/// Bucket i begins at 10^(i / BUCKETS_PER_DECADE) ns.
fn bucket_of(ns: u64) -> u32 {
    ((ns.max(1) as f64).log10() * f64::from(BUCKETS_PER_DECADE)).floor() as u32
}

fn ns(duration: Duration) -> u64 {
    duration.as_nanos() as u64
}

/// In milliseconds, to the microsecond.
pub fn ms(duration: Duration) -> f64 {
    duration.as_micros() as f64 / 1000.0
}
