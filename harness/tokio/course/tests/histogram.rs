//! Grades `Histogram`: `cargo test --test histogram`.

// For a type without a mean.
#[allow(unused_imports)]
use course::learner::NoMean;
use tokio_internals_course as course;

#[path = "../src/answer.rs"]
mod learner;

const FILE: course::File = course::File { name: "src/answer.rs", first_line: 1, lines: u32::MAX };
const CONTENT_HASH: &str = "";
const ANSWER: &str = include_str!("../src/answer.rs");

/// Counts what is allocated.
#[global_allocator]
static ALLOCATOR: course::alloc::Counting = course::alloc::Counting;

struct Learners(learner::Histogram);

impl course::Histogram for Learners {
    fn record(&mut self, ns: u64) {
        self.0.record(ns);
    }
    fn percentile(&self, q: f64) -> u64 {
        self.0.percentile(q)
    }
    fn count(&self) -> u64 {
        self.0.count()
    }
    fn mean(&self) -> Option<u64> {
        self.0.mean().into()
    }
}

fn main() -> std::process::ExitCode {
    let answer = course::Learner {
        file: FILE,
        answer: ANSWER,
        gather: None,
        histogram: Some(|| Box::new(Learners(learner::Histogram::new()))),
    };
    course::grade("week-01/histogram", CONTENT_HASH, answer)
}
