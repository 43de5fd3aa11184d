//! Checks that no sample is lost: too short, too long, too many.

use super::super::check::{fail, Check, Verdict};
use super::super::learner::Learner;
use super::super::show::{counted, grouped};
use super::judge::{expect_sample, in_band, LAST_BUCKET_NS};
use super::samples::of;
use super::subject::Subject;

pub const COUNT: Check =
    Check { id: "count", title: "count() is how many samples were recorded", run: count };

fn count(learner: &Learner) -> Verdict {
    let mut histogram = Subject::new(learner);
    for (index, ns) in [0, 1, 250, 250, 1_000_000, 1_000_000_000_000].into_iter().enumerate() {
        histogram.record(ns);
        if histogram.count() != index as u64 + 1 {
            let records = counted(index + 1, "record", "records");
            return fail(
                format!(
                    "After {records}, the last of {} ns, count() is {}.",
                    grouped(ns),
                    grouped(histogram.count())
                ),
                "Every sample counts once, including those in the first and last buckets and beyond.",
            );
        }
    }
    Ok(())
}

pub const TINY: Check =
    Check { id: "tiny", title: "0 and less than 1 ns belong to the first bucket", run: tiny };

/// A u64 of ns is never between 0 and 1: 0 is the only one.
fn tiny(learner: &Learner) -> Verdict {
    let mut histogram = Subject::new(learner);
    histogram.record(0);
    if histogram.count() != 1 {
        return fail(
            format!("After record(0), count() is {}.", histogram.count()),
            "A sample is never dropped.",
        );
    }
    let answer = histogram.percentile(1.0);
    if answer <= 2 {
        return Ok(());
    }
    fail(
        format!(
            "After record(0), percentile(1): expected at most the first bucket's bound, 1.19 ns, got {} ns.",
            grouped(answer)
        ),
        "log2(0) is -inf: clamp the index to 0 before it is used.",
    )
}

pub const HUGE: Check =
    Check { id: "huge", title: "what is too long for the last bucket is counted in it", run: huge };

fn huge(learner: &Learner) -> Verdict {
    let mut histogram = Subject::new(learner);
    histogram.record_all(&of(3, 1_000));
    histogram.record(1_000_000_000_000);
    if histogram.count() != 4 {
        return fail(
            format!(
                "After record(1_000_000_000_000), a sample beyond the last bucket, count() is {}, not 4.",
                histogram.count()
            ),
            "Clamp the index to 127: the slowest sample is the one that matters most.",
        );
    }
    let answer = histogram.percentile(1.0);
    if answer < LAST_BUCKET_NS - 1 {
        return fail(
            format!(
                "With a sample of 1,000,000,000,000 ns, percentile(1) is {} ns: below the last bucket, which begins at {} ns.",
                grouped(answer),
                grouped(LAST_BUCKET_NS),
            ),
            "Clamp the index to 127, and let the walk over the buckets reach 127.",
        );
    }
    expect_sample(&histogram, 0.5, 1_000, "beside one of 1,000,000,000,000 ns, the 2nd smallest of 4")
}

pub const WIDE: Check = Check { id: "wide", title: "latencies beyond 2^31 ns are held", run: wide };

fn wide(learner: &Learner) -> Verdict {
    for ns in [2_100_000_000, 2_200_000_000, 3_000_000_000] {
        let mut histogram = Subject::new(learner);
        histogram.record_all(&of(2, ns));
        let answer = histogram.percentile(1.0);
        if !in_band(answer, ns) {
            return fail(
                format!("With two samples of {} ns, percentile(1) is {} ns.", grouped(ns), grouped(answer)),
                "2^31 ns is 2.1 s: `as i32` and `as u32` cut what a u64 holds. Take the logarithm of `ns as f64`.",
            );
        }
    }
    Ok(())
}

pub const FULL_BUCKETS: Check =
    Check { id: "full-buckets", title: "a bucket counts beyond 65,535", run: full_buckets };

fn full_buckets(learner: &Learner) -> Verdict {
    let mut histogram = Subject::new(learner);
    histogram.record_all(&of(70_000, 1_000));
    histogram.record_all(&of(300, 100_000));
    if histogram.count() != 70_300 {
        return fail(
            format!("After 70,300 records, count() is {}.", grouped(histogram.count())),
            "A u16 wraps at 65,536: hold counts in u64.",
        );
    }
    // A counter that wrapped shows only 4,464 of the low ones. The last two ranks lie too close for an f32.
    let asks =
        [(0.5, 1_000), (0.995, 1_000), (69_999.999 / 70_300.0, 1_000), (70_000.001 / 70_300.0, 100_000)];
    for (q, ns) in asks {
        let answer = histogram.percentile(q);
        if !in_band(answer, ns) {
            return fail(
                format!(
                    "Of 70,000 samples of 1,000 ns and 300 of 100,000 ns, percentile({q}) is {} ns.",
                    grouped(answer)
                ),
                "A u8 ends at 255, a u16 at 65,535: count in [u64; 128]. An f32 rounds a rank to 24 bits.",
            );
        }
    }
    Ok(())
}
