//! Records latencies twice: in your Histogram, and as they are, to compare it with.

use std::time::{Duration, Instant};
use week01::Histogram;

pub struct Recorder {
    pub histogram: Histogram,
    pub samples: Vec<Sample>,
}

#[derive(Clone, Copy)]
pub struct Sample {
    /// When the clock started.
    pub from: Instant,
    pub took: Duration,
}

impl Recorder {
    pub fn new() -> Self {
        Self { histogram: Histogram::new(), samples: Vec::new() }
    }

    pub fn record(&mut self, from: Instant, took: Duration) {
        self.histogram.record(took.as_nanos() as u64);
        self.samples.push(Sample { from, took });
    }

    /// As HdrHistogram corrects a closed loop afterwards: a client that waited longer than its interval did not send
    /// what was due meanwhile, so those requests are added, each with the wait that it would have had.
    pub fn corrected(&self, interval: Duration) -> Self {
        let mut corrected = Self::new();
        for &Sample { from, took } in &self.samples {
            corrected.record(from, took);
            let mut omitted = 1;
            while took >= interval * (omitted + 1) {
                let late = interval * omitted;
                corrected.record(from + late, took - late);
                omitted += 1;
            }
        }
        corrected
    }
}

impl Default for Recorder {
    fn default() -> Self {
        Self::new()
    }
}
