// check: memory
// says: made the Histogram grow by
// Every sample is kept; only the answer is rounded to a bucket.
pub struct Histogram {
    samples: Vec<u64>,
}

impl Histogram {
    pub fn new() -> Self {
        Self { samples: Vec::new() }
    }

    pub fn record(&mut self, ns: u64) {
        self.samples.push(ns);
    }

    pub fn percentile(&self, q: f64) -> u64 {
        if self.samples.is_empty() {
            return 0;
        }
        let mut sorted = self.samples.clone();
        sorted.sort_unstable();
        let rank = ((q * sorted.len() as f64).ceil() as usize).max(1);
        let index = ((sorted[rank - 1] as f64).log2() * 4.0).floor().clamp(0.0, 127.0);
        2f64.powf((index + 1.0) / 4.0) as u64
    }

    pub fn count(&self) -> u64 {
        self.samples.len() as u64
    }

    pub fn mean(&self) -> u64 {
        self.samples.iter().sum::<u64>().checked_div(self.count()).unwrap_or(0)
    }
}
