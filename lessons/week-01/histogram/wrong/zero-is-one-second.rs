// check: tiny
// says: expected at most the first bucket's bound
// 0 is put where a second belongs.
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
        self.sum += ns;
    }

    /// The upper bound, in ns, of the bucket that holds the ceil(q * n)-th smallest sample.
    pub fn percentile(&self, q: f64) -> u64 {
        if self.count == 0 {
            return 0;
        }
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
    if ns == 0 {
        return 119;
    }
    let index = ((ns as f64).log2() * BUCKETS_PER_OCTAVE).floor();
    (index as usize).min(BUCKETS - 1)
}

fn upper_bound_of(index: usize) -> u64 {
    2f64.powf((index + 1) as f64 / BUCKETS_PER_OCTAVE) as u64
}
