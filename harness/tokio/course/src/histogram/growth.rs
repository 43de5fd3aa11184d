//! Checks that a Histogram neither grows with its samples nor works longer for them.

use super::super::alloc::used_by;
use super::super::check::{fail, Check, Verdict};
use super::super::learner::Learner;
use super::super::show::grouped;
use super::samples::log_uniform;
use super::subject::Subject;

const FEW: usize = 2_000;
const MANY: usize = 22_000;
/// Bytes for whatever has a fixed size; keeping samples of eight bytes outgrows it by far.
const ROOM_BYTES: usize = 32_000;

pub const MEMORY: Check = Check { id: "memory", title: "memory does not grow with the samples", run: memory };

fn memory(learner: &Learner) -> Verdict {
    let samples = log_uniform(FEW, 7);
    let mut histogram = Subject::new(learner);
    histogram.record_all(&samples);
    let grown = used_by(|| (0..MANY - FEW).for_each(|index| histogram.record(samples[index % FEW]))).kept;
    if histogram.count() != MANY as u64 {
        let count = grouped(histogram.count());
        return fail(
            format!("After {} records, count() is {count}.", grouped(MANY as u64)),
            "Every record counts as one sample.",
        );
    }
    if grown <= ROOM_BYTES as isize {
        return Ok(());
    }
    fail(
        format!(
            "{} records of {} different latencies made the Histogram grow by {} bytes.",
            grouped(MANY as u64),
            grouped(FEW as u64),
            grouped(grown as u64),
        ),
        "A [u64; 128] never grows: add one to the sample's bucket, and forget the sample.",
    )
}

pub const WORK: Check = Check {
    id: "work",
    title: "record and percentile do the same work however many samples there are",
    run: work,
};

/// Work that grows with the samples goes over a copy of them, or over a list made of their counts: both are allocated.
fn work(learner: &Learner) -> Verdict {
    let samples = log_uniform(FEW, 11);
    let mut histogram = Subject::new(learner);
    let measure = |histogram: &mut Subject| {
        let record = used_by(|| histogram.record(samples[0])).asked;
        let percentile = used_by(|| _ = histogram.percentile(0.99)).asked;
        [("record", record), ("percentile", percentile)]
    };
    histogram.record_all(&samples);
    let few = measure(&mut histogram);
    (1..MANY / FEW).for_each(|_| histogram.record_all(&samples));
    let many = measure(&mut histogram);
    for ((name, before), (_, after)) in few.into_iter().zip(many) {
        if after <= 2 * before + ROOM_BYTES {
            continue;
        }
        return fail(
            format!(
                "With {} samples {name}() asked for {} bytes, with {} for {}.",
                grouped(FEW as u64),
                grouped(before as u64),
                grouped(MANY as u64),
                grouped(after as u64),
            ),
            match name {
                "record" => "record is O(1): it computes an index and adds one.",
                _ => "percentile is O(buckets): it walks 128 counts, not the samples.",
            },
        );
    }
    Ok(())
}
