//! Decides by the page's rules whether one worker's numbers may be recorded, and if not, why not.

use super::measurement::Measurement;
use super::stats::{bootstrap_interval, median, paired_ratios};

const CONTROL_BAND: (f64, f64) = (0.9, 1.1);
pub const MAX_INTERVAL_WIDTH: f64 = 0.25;
pub const MIN_ROUNDS: usize = 30;

pub struct Judged {
    pub measured: Measurement,
    pub ratio: f64,
    pub interval: (f64, f64),
    pub control: f64,
    /// Empty if the numbers are valid. Each reason completes "not recorded, because …".
    pub problems: Vec<String>,
}

pub fn judge(measured: Measurement, seed: u32) -> Judged {
    let ratios = paired_ratios(&measured.spawn_ns, &measured.inline_ns);
    let ratio = median(&ratios);
    let interval = bootstrap_interval(&ratios, seed);
    let control = median(&paired_ratios(&measured.control_ns, &measured.inline_ns));
    let mut problems = Vec::new();
    if !measured.checksums_agree {
        problems.push("a batch computed something else than the work itself does".to_owned());
    }
    if ratios.len() < MIN_ROUNDS {
        problems.push(format!("only {} rounds fitted into the time, of {MIN_ROUNDS}", ratios.len()));
    }
    if !(CONTROL_BAND.0..=CONTROL_BAND.1).contains(&control) {
        problems.push(format!("inline against a second copy of itself read {control:.2}, and only 0.90 to 1.10 passes for equal"));
    }
    let width = (interval.1 - interval.0) / ratio;
    if width.is_nan() || width > MAX_INTERVAL_WIDTH {
        problems.push(format!(
            "the rounds of one worker leave an interval {:.0} % wide, and 25 % is the most that is recorded",
            width * 100.0
        ));
    }
    Judged { measured, ratio, interval, control, problems }
}
