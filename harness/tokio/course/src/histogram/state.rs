//! Checks of what an instance holds: its own samples, only their counts, unchanged by questions.

use super::super::check::{fail, Check, Verdict};
use super::super::learner::Learner;
use super::super::show::grouped;
use super::judge::{expect_sample, in_band};
use super::samples::of;
use super::subject::Subject;

pub const MEAN: Check = Check { id: "mean", title: "mean() is the mean of the samples", run: mean };

/// # Errors
/// When there is no mean, or a wrong one.
pub fn mean(learner: &Learner) -> Verdict {
    let Some(empty) = Subject::new(learner).mean() else {
        return fail(
            "Histogram has no method `mean`.",
            "Write it as `pub fn mean(&self) -> u64` in the impl.",
        );
    };
    if empty != 0 {
        return fail(
            format!("A new Histogram's mean() is {}, not 0.", grouped(empty)),
            "Dividing by a count of 0 panics: check the count before you divide.",
        );
    }
    let cases = [
        ("one sample of 1,000 ns", of(1, 1_000)),
        ("100, 300 and 500 ns", vec![100, 300, 500]),
        ("99 samples of 1,000 ns and one of 1,000,000", [of(99, 1_000), of(1, 1_000_000)].concat()),
        ("5,000 samples of 1,000,000,000 ns", of(5000, 1_000_000_000)),
        // Beyond 2^32, and near enough for a mean that is made of buckets.
        ("2 samples of 4,500,000,000 ns", of(2, 4_500_000_000)),
        // A mean that is kept whole from record to record cannot follow.
        ("1,000 samples of 100 ns and then 1,000 of 500", [of(1000, 100), of(1000, 500)].concat()),
        ("1,000 samples of 500 ns and then 1,000 of 100", [of(1000, 500), of(1000, 100)].concat()),
    ];
    for (name, samples) in cases {
        let mut histogram = Subject::new(learner);
        histogram.record_all(&samples);
        let exact = samples.iter().sum::<u64>() as f64 / samples.len() as f64;
        let answer = histogram.mean().unwrap_or(0);
        // From the buckets' bounds it would be up to 19 % off; that is a choice, not a fault.
        if !(0.8 * exact..=1.26 * exact).contains(&(answer as f64)) {
            return fail(
                format!("The mean of {name} is {} ns, but mean() is {} ns.", grouped(exact as u64), grouped(answer)),
                "Add each sample to a u64 sum and divide it by the count when asked: a mean that is rounded at each record drifts. 5,000 samples of a second add up to 5e12 ns: no u32 holds that.",
            );
        }
    }
    Ok(())
}

pub const EMPTY: Check = Check { id: "empty", title: "an empty histogram answers 0", run: empty };

fn empty(learner: &Learner) -> Verdict {
    let histogram = Subject::new(learner);
    if histogram.count() != 0 {
        return fail(
            format!("A new Histogram's count() is {}.", grouped(histogram.count())),
            "Start the count at 0.",
        );
    }
    for q in [0.5, 0.99, 1.0] {
        let answer = histogram.percentile(q);
        if answer > 2 {
            return fail(
                format!(
                    "A new Histogram's percentile({q}) is {} ns, but nothing was recorded.",
                    grouped(answer)
                ),
                "No bucket reaches the rank: return 0 before the walk begins.",
            );
        }
    }
    let mut asked = Subject::new(learner);
    asked.percentile(0.5);
    asked.record(1_000);
    expect_sample(&asked, 0.5, 1_000, "after one record, the only sample")
}

pub const INSTANCES: Check = Check { id: "instances", title: "two histograms share nothing", run: instances };

fn instances(learner: &Learner) -> Verdict {
    let (mut first, mut second) = (Subject::new(learner), Subject::new(learner));
    first.record_all(&of(10, 1_000));
    second.record_all(&of(5, 1_000_000));
    for (name, histogram, n, ns) in [("first", &first, 10, 1_000), ("second", &second, 5, 1_000_000)] {
        let (low, high) = (histogram.percentile(0.1), histogram.percentile(1.0));
        if histogram.count() == n && in_band(low, ns) && in_band(high, ns) {
            continue;
        }
        return fail(
            format!(
                "One histogram got 10 samples of 1,000 ns, another 5 of 1,000,000 ns. The {name} has count() {}, percentile(0.1) {} and percentile(1) {} ns.",
                histogram.count(),
                grouped(low),
                grouped(high),
            ),
            "Keep counts in fields of the struct, which each `new()` creates, not in a `static`.",
        );
    }
    Ok(())
}

pub const REPEAT: Check = Check { id: "repeat", title: "asking changes nothing", run: repeat };

fn repeat(learner: &Learner) -> Verdict {
    let mut histogram = Subject::new(learner);
    histogram.record_all(&of(60, 1_000));
    histogram.record_all(&of(40, 100_000));
    let ask = |histogram: &Subject| [0.5, 0.99, 0.5, 1.0, 0.6].map(|q| histogram.percentile(q));
    let (before, again) = (ask(&histogram), ask(&histogram));
    if before != again || histogram.count() != 100 {
        return fail(
            format!("The same percentiles, asked twice, were {before:?} and then {again:?}; count() is {}, expected 100.", histogram.count()),
            "percentile() and mean() only read `&self`: do not change counts through a Cell or a Mutex, use local variables.",
        );
    }
    histogram.record_all(&of(100, 10_000_000));
    expect_sample(&histogram, 0.5, 100_000, "after 100 more samples, the 100th smallest of 200")?;
    expect_sample(&histogram, 0.51, 10_000_000, "after 100 more samples, the 102nd smallest of 200")
}
