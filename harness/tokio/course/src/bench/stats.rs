//! Order statistics of raw samples: the median, ranks, and a median's interval by resampling rounds.

use super::super::random::Random;

fn sorted(samples: &[f64]) -> Vec<f64> {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The middle sample, or the mean of the middle two; NaN without samples.
pub fn median(samples: &[f64]) -> f64 {
    let sorted = sorted(samples);
    let upper = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[upper],
        _ => (sorted[upper - 1] + sorted[upper]) / 2.0,
    }
}

/// The ceil(q * n)-th smallest.
pub fn at_rank(samples: &[f64], q: f64) -> f64 {
    let sorted = sorted(samples);
    let rank = (q * sorted.len() as f64).ceil().max(1.0) as usize;
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

pub fn paired_ratios(numerator: &[f64], denominator: &[f64]) -> Vec<f64> {
    numerator.iter().zip(denominator).map(|(a, b)| a / b).collect()
}

const RESAMPLES: usize = 400;

/// The 95 % interval of the median, by resampling whole rounds with replacement.
pub fn bootstrap_interval(ratios: &[f64], seed: u32) -> (f64, f64) {
    let mut random = Random::new(seed);
    let medians: Vec<f64> = (0..RESAMPLES)
        .map(|_| median(&ratios.iter().map(|_| random.pick(ratios)).collect::<Vec<f64>>()))
        .collect();
    let medians = sorted(&medians);
    let cut = RESAMPLES / 40;
    (medians[cut], medians[RESAMPLES - 1 - cut])
}
