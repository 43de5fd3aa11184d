//! Finds how many operations make a batch long enough to time, and the clock's resolution.

use std::time::Instant;

/// The clock's steps are tens of ns at most, so this is far more than the hundred steps that a batch must last.
pub const BATCH_NS: f64 = 500_000.0;
const MOST_OPS: u32 = 1 << 26;

/// Doubles the batch until it lasts half the target, then scales it to the target. The fastest of three tries counts.
/// `duration_ns` is the duration of a batch of this many operations.
pub fn calibrate(duration_ns: impl Fn(u32) -> f64) -> u32 {
    let mut ops = 16;
    loop {
        let fastest = (0..3).map(|_| duration_ns(ops)).fold(f64::INFINITY, f64::min);
        if fastest >= BATCH_NS / 2.0 || ops >= MOST_OPS {
            return (f64::from(ops) * BATCH_NS / fastest).ceil() as u32;
        }
        ops *= 2;
    }
}

const STEPS: usize = 1_000;

/// The smallest observed step of the clock, in ns.
pub fn clock_step_ns() -> f64 {
    let mut smallest = f64::INFINITY;
    for _ in 0..STEPS {
        let start = Instant::now();
        let mut step = start.elapsed();
        while step.is_zero() {
            step = start.elapsed();
        }
        smallest = smallest.min(step.as_nanos() as f64);
    }
    smallest
}
