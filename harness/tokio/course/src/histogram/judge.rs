//! What a percentile may answer: the band around the true sample, and the sample that a rank stands for.

use super::super::check::{fail, Verdict};
use super::super::show::grouped;
use super::subject::Subject;

/// An upper bound lies at most 2^(1/4) - 1 = 18.9 % above its sample. The page's checks accept the same band.
pub const HIGHEST: f64 = 1.25;
/// Of equal samples: buckets a factor of 1.2 apart are as good as four to the octave; linear steps of a quarter are not.
pub const HIGHEST_ALONE: f64 = 1.2;
/// 2^31.75, rounded down: where the last of 128 buckets begins.
pub const LAST_BUCKET_NS: u64 = 3_611_622_602;
const SLACK_NS: f64 = 1.0;

pub fn in_band(answer: u64, sample: u64) -> bool {
    in_band_of(answer, sample, HIGHEST)
}

fn in_band_of(answer: u64, sample: u64, highest: f64) -> bool {
    let (answer, sample) = (answer as f64, sample as f64);
    answer >= sample - SLACK_NS && answer <= highest * sample + SLACK_NS
}

/// The ceil(q * n)-th smallest sample of some that are sorted.
pub fn sample_at_rank(sorted: &[u64], q: f64) -> u64 {
    let rank = (q * sorted.len() as f64).ceil().max(1.0) as usize;
    sorted[rank - 1]
}

/// Up to this factor, an answer is off by a bucket or two; beyond, it belongs to something else.
const NEIGHBOURS: f64 = 2.0;
const FAR_OFF: &str = "That is not a neighbouring bucket. Check the rank, ceil(q * n) counted from 1, where the walk over the buckets ends, and whether index and bound use the same logarithm.";

/// # Errors
/// When percentile(q) does not stand for `sample`; `which` says which sample that is.
pub fn expect_sample(subject: &Subject, q: f64, sample: u64, which: &str) -> Verdict {
    expect_answer(subject.percentile(q), q, sample, which, HIGHEST)
}

/// # Errors
/// When the answer is not in the band up to `highest` times the sample.
pub fn expect_answer(answer: u64, q: f64, sample: u64, which: &str, highest: f64) -> Verdict {
    if in_band_of(answer, sample, highest) {
        return Ok(());
    }
    let said = format!("percentile({q}) is {} ns, but {which} is {} ns", grouped(answer), grouped(sample));
    let times = answer as f64 / sample as f64;
    if times < 1.0 {
        let near = times > 1.0 / NEIGHBOURS;
        let hint = "Return the bucket's upper bound, 2f64.powf((index + 1) as f64 / 4.0): no sample of the bucket may lie above it.";
        return fail(
            format!("{said}: less than the sample that it stands for."),
            if near { hint } else { FAR_OFF },
        );
    }
    let near = times < NEIGHBOURS;
    let above = if near {
        format!("{:.1} % above it", (times - 1.0) * 100.0)
    } else {
        format!("{} times as much", grouped(times.round() as u64))
    };
    let hint = "Check the index, floor(log2(ns) * 4), and the bound, 2^((index + 1) / 4): they must name the same bucket.";
    fail(format!("{said}: {above}; a bucket is 18.9 % wide."), if near { hint } else { FAR_OFF })
}
