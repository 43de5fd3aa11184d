//! Samples that the checks record.

use super::super::random::Random;

pub fn of(n: usize, ns: u64) -> Vec<u64> {
    vec![ns; n]
}

/// Seeded, spread evenly over the powers of two between 2 ns and 1 s, as latencies are.
pub fn log_uniform(n: usize, seed: u32) -> Vec<u64> {
    let mut random = Random::new(seed);
    (0..n).map(|_| 2f64.powf(1.0 + random.unit() * 28.89) as u64).collect()
}
