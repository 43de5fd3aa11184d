//! Feeds the learner's Histogram after each round, and shows its numbers only if it counts correctly.

use super::super::learner::Histogram;
use super::gather::guarded;

/// p50, p90 and p99, in ns.
pub type Quantiles = [f64; 3];

pub const QUANTILES: [f64; 3] = [0.5, 0.9, 0.99];

/// One of the learner's Histograms, read after it recorded its samples.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Read {
    pub count: u64,
    pub quantiles: Quantiles,
}

/// Inline and spawn, or why they are not in use.
pub struct GuardedHistograms(Result<[Recorded; 2], String>);

struct Recorded {
    histogram: Box<dyn Histogram>,
    samples: u64,
}

impl GuardedHistograms {
    pub fn new(new: Option<fn() -> Box<dyn Histogram>>) -> Self {
        let new = new.ok_or_else(|| "the exercise asks for none.".to_owned());
        let recorded = |histogram| Recorded { histogram, samples: 0 };
        GuardedHistograms(new.and_then(|new| guarded(|| [recorded(new()), recorded(new())])))
    }

    pub fn without(reason: String) -> Self {
        GuardedHistograms(Err(reason))
    }

    /// Takes whole ns, as `record` does.
    pub fn record(&mut self, inline_ns: &[f64], spawn_ns: &[f64]) {
        let Ok(both) = &mut self.0 else { return };
        let recorded = guarded(|| {
            for (side, samples) in both.iter_mut().zip([inline_ns, spawn_ns]) {
                for ns in samples {
                    side.histogram.record(ns.round().max(1.0) as u64);
                    side.samples += 1;
                }
            }
        });
        if let Err(reason) = recorded {
            self.0 = Err(reason);
        }
    }

    /// # Errors
    /// Why it was not used.
    pub fn report(self) -> Result<[Read; 2], String> {
        let [inline, spawn] = self.0?;
        Ok([inline.read()?, spawn.read()?])
    }
}

impl Recorded {
    fn read(&self) -> Result<Read, String> {
        let count = guarded(|| self.histogram.count())?;
        if count != self.samples {
            return Err(format!("count() says {count} after {} samples.", self.samples));
        }
        let quantiles = guarded(|| QUANTILES.map(|q| self.histogram.percentile(q) as f64))?;
        Ok(Read { count, quantiles })
    }
}
