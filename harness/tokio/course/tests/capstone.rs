//! Grades the capstone, `gather` and `Histogram` in one file: `cargo test --test capstone`.

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
    let gather = course::Gather {
        children: |futures| Box::pin(learner::gather(futures)),
        gathers: |futures| Box::pin(learner::gather(futures)),
        tickets: |futures| Box::pin(learner::gather(futures)),
        lent: Some(|futures| Box::pin(learner::gather(futures))), // neither Send nor 'static nor Clone: the signature asks for none
    };
    let answer = course::Learner {
        file: FILE,
        answer: ANSWER,
        gather: Some(gather),
        histogram: Some(|| Box::new(Learners(learner::Histogram::new()))),
    };
    course::grade("week-01/capstone", CONTENT_HASH, answer)
}
