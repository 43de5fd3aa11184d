//! `cargo bench --bench spawn`: measures what a spawn costs against inline with your code, by the page's protocol.

use tokio_internals_course::bench;

// This bench does not use everything in the answer.
#[allow(dead_code)]
#[path = "../src/answer.rs"]
mod learner;

fn main() -> std::process::ExitCode {
    // Runs inside a task on a runtime with two threads, so the future that gather returns must be `Send`.
    let gather = bench::Gather {
        batches: |handles| Box::pin(learner::gather(handles)),
        jobs: |jobs| Box::pin(learner::gather(jobs)),
        handles: |handles| Box::pin(learner::gather(handles)),
    };
    bench::run(bench::Answer {
        gather: Some(gather),
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
