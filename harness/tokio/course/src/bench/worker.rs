//! One fresh process: warms up, finds the batch size, measures rounds that include the learner's code.

use std::time::{Duration, Instant};

use super::answer::Answer;
use super::calibrate::{calibrate, clock_step_ns};
use super::flavor::Flavor;
use super::gather::GuardedGather;
use super::histograms::GuardedHistograms;
use super::lab::{Lab, Ops, Side, ORDERS};
use super::measurement::Measurement;
use super::through_gather::measure_through_gather;
use super::verdict::MIN_ROUNDS;
use super::work::expected_checksum;

const WARM_UP: Duration = Duration::from_millis(150);
const WARM_UP_OPS: u32 = 50_000;
const MEASURE: Duration = Duration::from_millis(500);
const MOST: Duration = Duration::from_secs(5);

/// `answer` is None after the learner's code kept a worker from ending; `earlier` holds the samples of earlier workers,
/// recorded into the learner's Histogram so that the last one holds them all.
pub fn measure(flavor: Flavor, seed: usize, answer: Option<Answer>, earlier: &Measurement) -> Measurement {
    let out = || "an earlier process did not end as it should with it.".to_owned();
    let (gather, mut histograms) = match answer {
        Some(answer) => (GuardedGather::new(answer.gather), GuardedHistograms::new(answer.histogram)),
        None => (GuardedGather::without(out()), GuardedHistograms::without(out())),
    };
    let mut lab = Lab::new(flavor, gather);
    // This finds an unusable gather before anything is timed.
    lab.round(ORDERS[0], Ops { inline: 3, spawn: 3 });
    warm_up(&lab);
    let ops_for = |side| calibrate(|ops| lab.batch(side, ops).duration_ns);
    let ops = Ops { inline: ops_for(Side::Inline), spawn: ops_for(Side::Spawn) };
    let mut measured = rounds(&mut lab, ops, seed, &mut histograms);
    measured.clock_step_ns = clock_step_ns();
    measured.through_gather = measure_through_gather(&mut lab);
    histograms.record(&earlier.inline_ns, &earlier.spawn_ns);
    if let Err(reason) = lab.gather.gather() {
        measured.notes.push(format!("Your gather did not take part: {reason}"));
    }
    match histograms.report() {
        Ok(reads) => measured.learner = Some(reads),
        Err(reason) => measured.notes.push(format!("Your Histogram did not take part: {reason}")),
    }
    measured
}

fn rounds(lab: &mut Lab, ops: Ops, seed: usize, histograms: &mut GuardedHistograms) -> Measurement {
    let mut measured = Measurement {
        ops_inline: ops.inline,
        ops_spawn: ops.spawn,
        checksums_agree: true,
        ..Measurement::default()
    };
    let expected = Ops { inline: expected_checksum(ops.inline), spawn: expected_checksum(ops.spawn) };
    let start = Instant::now();
    for round in 0.. {
        let order = ORDERS[(seed + round) % ORDERS.len()];
        for (side, batch) in order.into_iter().zip(lab.round(order, ops)) {
            measured.checksums_agree &= batch.checksum == expected.of(side);
            let ns = batch.duration_ns / f64::from(ops.of(side));
            match side {
                Side::Inline => measured.inline_ns.push(ns),
                Side::Spawn => measured.spawn_ns.push(ns),
                Side::Control => measured.control_ns.push(ns),
            }
        }
        histograms.record(&measured.inline_ns[round..], &measured.spawn_ns[round..]);
        let enough = start.elapsed() >= MEASURE && round + 1 >= MIN_ROUNDS;
        if enough || start.elapsed() >= MOST {
            break;
        }
    }
    measured
}

fn warm_up(lab: &Lab) {
    let start = Instant::now();
    let mut ops = 0;
    while start.elapsed() < WARM_UP || ops < WARM_UP_OPS {
        for side in ORDERS[0] {
            lab.batch(side, 256);
        }
        ops += 256;
    }
}
