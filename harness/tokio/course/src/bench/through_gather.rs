//! Measures a second number, never graded: the same jobs, eight at a time, through the learner's own gather.

use std::time::Instant;

use super::answer::{reason_of, Gather, Job};
use super::batches::Batch;
use super::calibrate::calibrate;
use super::lab::{Lab, Side};
use super::stats::median;
use super::work::expected_checksum;

/// Jobs in one gather.
const WIDTH: u32 = 8;
/// The page shows this number but does not grade it: enough for a median.
const ROUNDS: usize = 11;
const WARM_UP_BATCHES: usize = 3;
const WARM_UP_OPS: u32 = 8_000;

/// `ops` is a multiple of WIDTH.
async fn gather_batch(side: Side, gather: Gather, ops: u32) -> Batch {
    let start = Instant::now();
    let mut checksum = 0;
    for first in (0..ops).step_by(WIDTH as usize) {
        let jobs = (first..first + WIDTH).map(Job);
        if side == Side::Inline {
            for result in (gather.jobs)(jobs.collect()).await {
                checksum ^= result;
            }
        } else {
            for result in (gather.handles)(jobs.map(tokio::spawn).collect()).await {
                checksum ^= result.expect("the job does not panic");
            }
        }
    }
    Batch { duration_ns: start.elapsed().as_nanos() as f64, checksum }
}

/// The ratio of medians, spawn to inline; None without a gather, when it fails, or when a batch loses work.
pub fn measure_through_gather(lab: &mut Lab) -> Option<f64> {
    let gather = lab.gather.gather().ok()?;
    match alternate(lab, gather) {
        Ok(ratio) => ratio,
        Err(reason) => {
            lab.gather.give_up(reason);
            None
        }
    }
}

fn alternate(lab: &Lab, gather: Gather) -> Result<Option<f64>, String> {
    let batch = |side, ops| {
        lab.run(gather_batch(side, gather, ops)).map_err(|error| match error.try_into_panic() {
            Ok(panic) => reason_of(panic.as_ref()),
            Err(error) => error.to_string(),
        })
    };
    let sides = [Side::Inline, Side::Spawn];
    let mut ops = [0; 2];
    for (side, ops) in sides.into_iter().zip(&mut ops) {
        for _ in 0..WARM_UP_BATCHES {
            batch(side, WARM_UP_OPS)?;
        }
        *ops = WIDTH
            * calibrate(|times| batch(side, times * WIDTH).map_or(f64::INFINITY, |batch| batch.duration_ns));
    }
    let mut ns_per_op = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for turn in 0..sides.len() {
            let at = (round + turn) % sides.len();
            let done = batch(sides[at], ops[at])?;
            if done.checksum != expected_checksum(ops[at]) {
                return Ok(None);
            }
            ns_per_op[at].push(done.duration_ns / f64::from(ops[at]));
        }
    }
    let [inline, spawn] = ns_per_op;
    Ok(Some(median(&spawn) / median(&inline)))
}
