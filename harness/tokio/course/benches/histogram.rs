//! `cargo bench --bench spawn`: what a spawn costs against inline, by the page's protocol, read off your Histogram.

use tokio_internals_course::bench;

// What is not measured is not used here.
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
