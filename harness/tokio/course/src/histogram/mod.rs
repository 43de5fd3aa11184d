//! What a right Histogram does: the checks of `week-01/histogram`, in the order in which a learner should meet them.

mod exact;
mod growth;
mod history;
mod judge;
mod quantiles;
mod range;
mod samples;
mod state;
mod subject;

pub use judge::{expect_sample, sample_at_rank};
pub use samples::log_uniform;
pub use state::mean;
pub use subject::Subject;

use super::check::Check;

pub fn checks() -> Vec<Check> {
    vec![
        range::COUNT,
        quantiles::ONE_SAMPLE,
        quantiles::BOUND,
        quantiles::RANK,
        quantiles::ARRIVAL,
        range::TINY,
        range::HUGE,
        range::WIDE,
        quantiles::SPREAD,
        quantiles::BUCKETS,
        range::FULL_BUCKETS,
        state::MEAN,
        state::EMPTY,
        state::INSTANCES,
        state::REPEAT,
        growth::MEMORY,
        growth::WORK,
        exact::EXACT,
    ]
}
