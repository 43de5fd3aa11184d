//! Spawn against inline on real tokio, by the page's protocol: rounds of three batches, three fresh processes, a verdict.

mod batches;
mod file;
mod protocol;
mod stats;
mod verdict;
mod work;
mod worker;

pub use batches::{control_batch, inline_batch, spawn_batch};
pub use protocol::run;
pub use work::work;
pub use worker::Flavor;
