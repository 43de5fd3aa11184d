//! Day 4: latencies in 128 logarithmic buckets: O(1) to record, O(buckets) to ask for a quantile.

/// A histogram of fixed size, for latencies of 1 ns to 1 s and somewhat beyond.
///
/// Four buckets to each power of two: bucket i covers 2^(i/4) up to 2^((i+1)/4) ns. The range
/// 1 ns .. 1 s uses buckets 0 .. 119; all 128 reach to 2^32 ns, 4.29 s. A bucket is 2^(1/4), that is
/// 18.9 % wide, so its upper bound is at most 18.9 % above any sample in it. (An error below 1 %
/// would take 2,083 such buckets for this range: HdrHistogram spends 128 on *each* power of two.)
pub struct Histogram {
    buckets: [u64; 128],
    count: u64,
    sum: u64,
}

impl Histogram {
    pub fn new() -> Self {
        Self { buckets: [0; 128], count: 0, sum: 0 }
    }

    /// Counts one latency.
    pub fn record(&mut self, ns: u64) {
        // Find the bucket: floor(log2(ns) * 4), clamped to [0, 127]. (What is log2(0)?)
        let _ = (ns, &mut self.buckets);
        todo!("Histogram::record")
    }

    /// The upper bound, in ns, of the bucket that holds the ceil(q * n)-th smallest sample.
    ///
    /// `q` is in [0.0, 1.0]. With q = 0.99 and 10,000 samples that is the bucket of the 9,900th.
    pub fn percentile(&self, q: f64) -> u64 {
        // Walk the buckets from the lowest, adding up their counts, until the rank is reached.
        let _ = q;
        todo!("Histogram::percentile")
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
