//! The learner's Histogram as the checks use it.

use super::super::learner::{Histogram, Learner};

pub struct Subject(Box<dyn Histogram>);

impl Subject {
    /// A new one, of its own.
    pub fn new(learner: &Learner) -> Self {
        Subject(learner.histogram.expect("this exercise has a Histogram")())
    }

    pub fn record(&mut self, ns: u64) {
        self.0.record(ns);
    }

    pub fn record_all(&mut self, samples: &[u64]) {
        samples.iter().for_each(|&ns| self.0.record(ns));
    }

    pub fn percentile(&self, q: f64) -> u64 {
        self.0.percentile(q)
    }

    pub fn count(&self) -> u64 {
        self.0.count()
    }

    pub fn mean(&self) -> Option<u64> {
        self.0.mean()
    }
}
