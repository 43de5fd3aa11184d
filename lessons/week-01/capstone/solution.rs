//! Capstone: gather and Histogram in one file, ready to measure what a spawn costs at the tail.

use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::Poll;

const BUCKETS: usize = 128;
const BUCKETS_PER_OCTAVE: f64 = 4.0;

/// A histogram of fixed size; a percentile is at most 2^(1/4) - 1 = 18.9 % above the sample that it
/// stands for.
pub struct Histogram {
    buckets: [u64; BUCKETS],
    count: u64,
    sum: u64,
}

impl Histogram {
    pub fn new() -> Self {
        Self { buckets: [0; BUCKETS], count: 0, sum: 0 }
    }

    /// Counts one latency.
    pub fn record(&mut self, ns: u64) {
        self.buckets[bucket_of(ns)] += 1;
        self.count += 1;
        // The mean is exact, whatever the buckets are: it comes from the sum, not from them.
        self.sum += ns;
    }

    /// The upper bound, in ns, of the bucket that holds the ceil(q * n)-th smallest sample.
    pub fn percentile(&self, q: f64) -> u64 {
        if self.count == 0 {
            return 0;
        }
        // Ranks count from 1, so q = 0 asks for the smallest sample.
        let rank = ((q * self.count as f64).ceil() as u64).max(1);
        let mut seen = 0;
        for (index, count) in self.buckets.iter().enumerate() {
            seen += count;
            if seen >= rank {
                return upper_bound_of(index);
            }
        }
        upper_bound_of(BUCKETS - 1)
    }

    /// How many latencies were recorded.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their mean in ns; 0 when there are none.
    pub fn mean(&self) -> u64 {
        if self.count == 0 {
            0
        } else {
            self.sum / self.count
        }
    }
}

impl Default for Histogram {
    fn default() -> Self {
        Self::new()
    }
}

fn bucket_of(ns: u64) -> usize {
    // log2(0) is -inf, and a float that is negative becomes 0 when it is cast: both belong to bucket
    // 0. What is too long for the last bucket is counted there, so that no sample is lost.
    let index = ((ns as f64).log2() * BUCKETS_PER_OCTAVE).floor();
    (index as usize).min(BUCKETS - 1)
}

fn upper_bound_of(index: usize) -> u64 {
    2f64.powf((index + 1) as f64 / BUCKETS_PER_OCTAVE) as u64
}

/// Polls every future to completion, concurrently, on the current task; results in input order.
pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    // A slot says by itself whether its child is done: a future must not be polled again after Ready.
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();

    poll_fn(|cx| {
        for (slot, result) in slots.iter_mut().zip(&mut results) {
            let Some(child) = slot else { continue };
            // The child gets the waker of *this* poll: our task may have moved since the last one,
            // and only the newest waker is sure to reach it.
            if let Poll::Ready(value) = Pin::new(child).poll(cx) {
                *result = Some(value);
                *slot = None;
            }
        }
        // Pending is honest here: each child that is still running holds our waker. A child that was
        // woken during this very sweep has woken our task as well, so we will be polled again.
        if slots.iter().all(Option::is_none) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;

    results.into_iter().flatten().collect()
}
