//! The check that counts beside the Histogram, exactly, over many histories, and shows the smallest that differs.

use super::super::check::{fail, Check, Failure, Verdict};
use super::super::learner::Learner;
use super::super::random::seeds;
use super::super::show::{grouped, ordinal};
use super::super::smallest::smallest;
use super::history::{total, History, Run, FIXED};
use super::judge::{expect_answer, HIGHEST, HIGHEST_ALONE, LAST_BUCKET_NS};
use super::subject::Subject;

const HISTORIES: u32 = 100;

pub const EXACT: Check = Check {
    id: "exact",
    title: "agrees with exact counting, whatever is recorded and asked",
    run: |learner| seeds(FIXED + HISTORIES).try_for_each(|seed| compare(learner, &History::new(seed))),
};

/// # Errors
/// About the smallest part of the history that fails.
fn compare(learner: &Learner, history: &History) -> Verdict {
    let History { seed, runs, asks } = history;
    let Err(failure) = perform(learner, runs, asks) else { return Ok(()) };
    let halved = |run: &Run| (run.n > 1).then(|| Run { n: run.n / 2, ..*run });
    let fewer = smallest(runs, |some| perform(learner, some, asks).is_err(), halved);
    let failure = perform(learner, &fewer, asks).err().unwrap_or(failure);
    let message = format!("After recording {} ns, {}", recorded(&fewer), failure.message);
    Err(Box::new(Failure { message, seed: Some(*seed), ..*failure }))
}

fn perform(learner: &Learner, runs: &[Run], asks: &[f64]) -> Verdict {
    if runs.is_empty() {
        return Ok(());
    }
    let mut histogram = Subject::new(learner);
    for run in runs {
        (0..run.n).for_each(|_| histogram.record(run.ns));
    }
    let n = total(runs);
    if histogram.count() != n as u64 {
        return fail(
            format!("count(): expected {}, got {}.", grouped(n as u64), grouped(histogram.count())),
            "Every sample counts once, including those in the first and last buckets and beyond.",
        );
    }
    let mut sorted = runs.to_vec();
    sorted.sort_by_key(|run| run.ns);
    let alone = sorted[0].ns == sorted[sorted.len() - 1].ns;
    let highest = if alone { HIGHEST_ALONE } else { HIGHEST };
    asks.iter().try_for_each(|&q| expect(&histogram, &sorted, q, highest))
}

fn expect(histogram: &Subject, sorted: &[Run], q: f64, highest: f64) -> Verdict {
    let n = total(sorted);
    let (from, to) = ranks_of(q, n);
    let due = sample_at(sorted, from);
    let answer = histogram.percentile(q);
    // Rank 0 is nobody's: the smallest sample, or nothing at all.
    if q == 0.0 && answer as f64 <= highest * due as f64 + 1.0 {
        return Ok(());
    }
    if is_answer(answer, due, highest) || is_answer(answer, sample_at(sorted, to), highest) {
        return Ok(());
    }
    if due == 0 {
        return fail(
            format!(
                "percentile({q}): expected at most the first bucket's bound, 1.19 ns, got {} ns.",
                grouped(answer)
            ),
            "log2(0) is -inf: clamp the index to 0 before it is used.",
        );
    }
    let rank = ordinal(from as u64);
    let which = format!("the {rank} smallest of {}", grouped(n as u64));
    if due >= LAST_BUCKET_NS {
        return fail(
            format!(
                "percentile({q}) is {} ns, but {which} is {} ns: it belongs to the last bucket, which begins at {} ns.",
                grouped(answer),
                grouped(due),
                grouped(LAST_BUCKET_NS),
            ),
            "Clamp the index to 127, and do not cut the latency to 32 bits: that wraps to 0 at 4.29 s.",
        );
    }
    expect_answer(answer, q, due, &which, highest)
}

fn is_answer(answer: u64, sample: u64, highest: f64) -> bool {
    match sample {
        0 => answer <= 2,
        // The last bucket has no upper bound that everybody would agree on.
        LAST_BUCKET_NS.. => answer >= LAST_BUCKET_NS - 1,
        _ => answer >= sample - 1 && answer as f64 <= highest * sample as f64 + 1.0,
    }
}

/// The ranks that q may stand for: two where q * n is whole but for the rounding of doubles, which may go either way.
fn ranks_of(q: f64, n: usize) -> (usize, usize) {
    let slack = if n.is_power_of_two() { 0.0 } else { 1.0 / 1_048_576.0 };
    let rank = |of: f64| (of.ceil().max(1.0) as usize).min(n);
    (rank(q * n as f64 - slack), rank(q * n as f64 + slack))
}

fn sample_at(sorted: &[Run], rank: usize) -> u64 {
    let mut seen = 0;
    let reached = sorted.iter().find(|run| {
        seen += run.n;
        seen >= rank
    });
    reached.unwrap_or(&sorted[sorted.len() - 1]).ns
}

const MOST_SHOWN: usize = 6;

/// "3 × 1,000, 5,000,000,000"
fn recorded(runs: &[Run]) -> String {
    let shown: Vec<String> = runs
        .iter()
        .take(MOST_SHOWN)
        .map(|&Run { ns, n }| match n {
            1 => grouped(ns),
            n => format!("{} × {}", grouped(n as u64), grouped(ns)),
        })
        .collect();
    match runs.len().saturating_sub(MOST_SHOWN) {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}
