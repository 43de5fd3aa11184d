//! What a right capstone does: every check of gather and of Histogram, and the two of them wired together.

use super::check::{fail, Check, Verdict};
use super::gather::{Scene, Value};
use super::histogram::{expect_sample, log_uniform, sample_at_rank, Subject};
use super::learner::Learner;
use super::random::Random;
use super::{gather, histogram};

const BATCHES: usize = 20;
const JOBS_PER_BATCH: usize = 10;

pub fn checks() -> Vec<Check> {
    let prefixed =
        |prefix: &str, check: Check| Check { id: format!("{prefix}/{}", check.id).leak(), ..check };
    let gathers = gather::checks().into_iter().map(|check| prefixed("gather", check));
    // The capstone as it was first set names no `mean`: where there is one, it must be right.
    let histograms = histogram::checks().into_iter().map(|check| match check.id {
        "mean" => prefixed("histogram", Check { run: mean_if_any, ..check }),
        _ => prefixed("histogram", check),
    });
    gathers.chain(histograms).chain([WIRED]).collect()
}

fn mean_if_any(learner: &Learner) -> Verdict {
    let mut subject = Subject::new(learner);
    subject.record(1);
    if subject.mean().is_none() {
        return Ok(());
    }
    histogram::mean(learner)
}

pub const WIRED: Check =
    Check { id: "wired", title: "latencies that come through gather are recorded in Histogram", run: wired };

fn wired(learner: &Learner) -> Verdict {
    let mut random = Random::new(2026);
    let latencies = log_uniform(BATCHES * JOBS_PER_BATCH, 5);
    let mut histogram = Subject::new(learner);
    for batch in latencies.chunks(JOBS_PER_BATCH) {
        let sent: Vec<Value> = batch.iter().map(|&ns| Value::Number(ns as f64)).collect();
        let mut scene = Scene::unrecorded(learner, &sent)?;
        scene.poll()?;
        for index in random.shuffled(&(0..sent.len()).collect::<Vec<_>>()) {
            scene.finish(index);
            scene.settle()?;
        }
        scene.expect_ready(&sent)?;
        for value in scene.outcome.take().unwrap_or_default() {
            if let Value::Number(ns) = value {
                histogram.record(ns as u64);
            }
        }
    }
    if histogram.count() != latencies.len() as u64 {
        return fail(
            format!(
                "{BATCHES} gathers of {JOBS_PER_BATCH} latencies each were recorded, and count() is {}.",
                histogram.count()
            ),
            format!("Each result of gather is one latency: {} records.", latencies.len()),
        );
    }
    let mut sorted = latencies.clone();
    sorted.sort_unstable();
    let which =
        format!("of the {} latencies that came through gather, the one at this rank", latencies.len());
    for q in [0.5, 0.9, 0.99] {
        expect_sample(&histogram, q, sample_at_rank(&sorted, q), &which)?;
    }
    Ok(())
}
