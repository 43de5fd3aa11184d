//! Checks of what a percentile answers: the right sample, and its bucket's upper bound.

use super::super::check::{fail, Check, Verdict};
use super::super::learner::Learner;
use super::super::random::Random;
use super::super::show::{grouped, ordinal};
use super::judge::{expect_answer, expect_sample, in_band, sample_at_rank, HIGHEST_ALONE};
use super::samples::{log_uniform, of};
use super::subject::Subject;

pub const ONE_SAMPLE: Check =
    Check { id: "one-sample", title: "one sample is every percentile", run: one_sample };

fn one_sample(learner: &Learner) -> Verdict {
    for ns in [1, 42, 862, 1000, 3_000_000] {
        let mut histogram = Subject::new(learner);
        histogram.record(ns);
        for q in [0.5, 0.99, 1.0, 0.01] {
            expect_sample(&histogram, q, ns, "the only sample")?;
        }
    }
    Ok(())
}

/// Whole ns low and high in their buckets; every power of two, where a new octave begins, comes with them.
const BOUND_SAMPLES: [u64; 15] =
    [1, 2, 3, 5, 7, 12, 100, 862, 1000, 1200, 54_321, 999_999, 3_000_000, 123_456_789, 1_000_000_000];

pub const BOUND: Check =
    Check { id: "bound", title: "a percentile is the upper bound of its sample's bucket", run: bound };

fn bound(learner: &Learner) -> Verdict {
    for ns in BOUND_SAMPLES.into_iter().chain((0..30).map(|exponent| 1 << exponent)) {
        let mut histogram = Subject::new(learner);
        histogram.record_all(&of(10, ns));
        for q in [0.5, 0.99] {
            expect_answer(histogram.percentile(q), q, ns, "each of the 10 samples", HIGHEST_ALONE)?;
        }
    }
    Ok(())
}

/// How many samples of how many ns, and for each q the ns that are due.
type Ranks = (&'static [(usize, u64)], &'static [(f64, u64)]);

/// Clusters a factor of 100 apart, so that an answer from the wrong one cannot be a rounding error.
const RANKS: [Ranks; 6] = [
    (&[(1, 1_000), (1, 100_000)], &[(0.5, 1_000), (0.51, 100_000), (1.0, 100_000)]),
    (
        &[(1, 100), (1, 10_000), (1, 1_000_000)],
        &[(0.33, 100), (0.34, 10_000), (0.6, 10_000), (0.7, 1_000_000), (1.0, 1_000_000)],
    ),
    (&[(50, 1_000), (50, 100_000)], &[(0.01, 1_000), (0.5, 1_000), (0.51, 100_000), (0.99, 100_000)]),
    (&[(99, 1_000), (1, 100_000)], &[(0.5, 1_000), (0.99, 1_000), (1.0, 100_000)]),
    (&[(98, 1_000), (2, 100_000)], &[(0.98, 1_000), (0.99, 100_000)]),
    (&[(9900, 1_000), (100, 100_000)], &[(0.5, 1_000), (0.99, 1_000), (0.999, 100_000)]),
];

pub const RANK: Check =
    Check { id: "rank", title: "percentile(q) asks for the ceil(q * n)-th smallest sample", run: rank };

fn rank(learner: &Learner) -> Verdict {
    for (clusters, asks) in RANKS {
        let mut histogram = Subject::new(learner);
        let n: usize = clusters.iter().map(|&(n, _)| n).sum();
        clusters.iter().for_each(|&(n, ns)| histogram.record_all(&of(n, ns)));
        for &(q, ns) in asks {
            let answer = histogram.percentile(q);
            if in_band(answer, ns) {
                continue;
            }
            let wanted = (q * n as f64).ceil().max(1.0) as u64;
            let other = clusters.iter().find(|&&(_, cluster)| in_band(answer, cluster));
            let belongs = other
                .map_or(String::new(), |&(_, cluster)| format!(", which stands for {} ns", grouped(cluster)));
            let recorded: Vec<String> =
                clusters.iter().map(|&(n, ns)| format!("{} × {}", grouped(n as u64), grouped(ns))).collect();
            return fail(
                format!(
                    "After recording {} ns, percentile({q}): expected the {} smallest of {}, {} ns, got {} ns{belongs}.",
                    recorded.join(", "),
                    ordinal(wanted),
                    grouped(n as u64),
                    grouped(ns),
                    grouped(answer),
                ),
                format!("ceil({q} * {n}) = {wanted}, counted from 1: the bucket at which the sum of counts reaches {wanted} (>=, not >)."),
            );
        }
    }
    Ok(())
}

pub const ARRIVAL: Check =
    Check { id: "arrival", title: "the order in which samples arrive makes no difference", run: arrival };

fn arrival(learner: &Learner) -> Verdict {
    let samples = [of(40, 1_000), of(35, 100_000), of(25, 10_000_000)].concat();
    let descending: Vec<u64> = samples.iter().rev().copied().collect();
    let shuffled = Random::new(4).shuffled(&samples);
    for (name, order) in [("ascending", &samples), ("descending", &descending), ("shuffled", &shuffled)] {
        let mut histogram = Subject::new(learner);
        histogram.record_all(order);
        for q in [0.4, 0.41, 0.75, 0.76, 1.0] {
            let which = format!("of 100 samples recorded {name}, the one at this rank");
            expect_sample(&histogram, q, sample_at_rank(&samples, q), &which)?;
        }
    }
    Ok(())
}

pub const SPREAD: Check = Check {
    id: "spread",
    title: "5,000 samples over nine decades: every quantile within its band",
    run: spread,
};

fn spread(learner: &Learner) -> Verdict {
    let mut samples = log_uniform(5000, 99);
    let mut histogram = Subject::new(learner);
    histogram.record_all(&samples);
    samples.sort_unstable();
    for q in [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0] {
        let which = format!("of 5,000 samples, the {} smallest", ordinal((q * 5000.0_f64).ceil() as u64));
        expect_sample(&histogram, q, sample_at_rank(&samples, q), &which)?;
    }
    Ok(())
}

pub const BUCKETS: Check =
    Check { id: "buckets", title: "samples of one bucket are not told apart", run: buckets };

fn buckets(learner: &Learner) -> Verdict {
    let [low, high] = [950, 1000].map(|ns| {
        let mut histogram = Subject::new(learner);
        histogram.record_all(&of(9, ns));
        // The far sample keeps an answer that clamps to the largest one from telling them apart.
        histogram.record(100_000_000);
        histogram.percentile(0.5)
    });
    if low == high {
        return Ok(());
    }
    fail(
        format!("950 and 1,000 ns belong to one bucket, 861 to 1,024 ns, but percentile(0.5) tells them apart: {} and {} ns.", grouped(low), grouped(high)),
        "Count samples in 128 buckets and forget them. Keeping every sample is exact, but grows without end.",
    )
}
