//! Measures spawn against inline on real tokio by the page's protocol: rounds of three batches, fresh processes, a verdict.

mod agreement;
mod answer;
mod batches;
mod calibrate;
mod file;
mod flavor;
mod gather;
mod histograms;
mod lab;
mod measurement;
mod process;
mod protocol;
mod run_json;
mod stats;
mod through_gather;
mod turns;
mod verdict;
mod work;
mod worker;

pub use answer::{called, Answer, Gather};
pub use batches::{control_batch, inline_batch, spawn_batch};
pub use flavor::Flavor;
pub use protocol::run;
pub use work::work;
