//! `cargo bench --bench spawn`: measures what a spawn costs against inline with your Histogram, by the page's protocol.

use tokio_internals_course::bench;

// This bench does not use everything in the answer.
#[allow(dead_code)]
#[path = "../src/answer.rs"]
mod learner;

fn main() -> std::process::ExitCode {
    bench::run(bench::Answer {
        gather: None,
        histogram: Some(|| {
            bench::called(
                learner::Histogram::new(),
                |histogram, ns| histogram.record(ns),
                |histogram, q| histogram.percentile(q),
                |histogram| histogram.count(),
            )
        }),
    })
}
