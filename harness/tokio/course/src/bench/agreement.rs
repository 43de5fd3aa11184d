//! Combines the results of several fresh processes by the page's rule: the mean of their ratios, and its interval.

/// Running longer does not average away differences between processes, so run at least three.
pub const MIN_WORKERS: usize = 3;
/// If nine do not agree, the machine is busy with something else.
pub const MAX_WORKERS: usize = 9;
/// An interval wider than ±5 % is worth one more process.
const GOAL_HALF_WIDTH: f64 = 0.05;

/// Student's t, two-sided 95 %, by degrees of freedom from 1.
const T_95: [f64; MAX_WORKERS - 1] = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306];

/// The geometric mean of at least two ratios, and its 95 % interval: that of the mean logarithm by Student's t.
pub fn agreement(ratios: &[f64]) -> (f64, (f64, f64)) {
    let (mean, half) = (mean_log(ratios), half_width(ratios));
    (mean.exp(), ((mean - half).exp(), (mean + half).exp()))
}

pub fn agree_well(ratios: &[f64]) -> bool {
    ratios.len() >= MIN_WORKERS && half_width(ratios) <= GOAL_HALF_WIDTH.ln_1p()
}

fn mean_log(ratios: &[f64]) -> f64 {
    ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64
}

fn half_width(ratios: &[f64]) -> f64 {
    let mean = mean_log(ratios);
    let squares: f64 = ratios.iter().map(|ratio| (ratio.ln() - mean).powi(2)).sum();
    let deviation = (squares / (ratios.len() - 1) as f64).sqrt();
    T_95[ratios.len() - 2] * deviation / (ratios.len() as f64).sqrt()
}
