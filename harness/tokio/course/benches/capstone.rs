//! `cargo bench --bench spawn`: what a spawn costs against inline, by the page's protocol, with your code in it.

use tokio_internals_course::bench;

// What is not measured is not used here.
#[allow(dead_code)]
#[path = "../src/answer.rs"]
mod learner;

fn main() -> std::process::ExitCode {
    // From within a task of a runtime with two threads: what gather returns has to be `Send`.
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
