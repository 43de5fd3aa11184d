//! Grades `gather`: `cargo test --test gather`.

use tokio_internals_course as course;

#[path = "../src/answer.rs"]
mod learner;

const FILE: course::File = course::File { name: "src/answer.rs", first_line: 1, lines: u32::MAX };
const CONTENT_HASH: &str = "";
const ANSWER: &str = include_str!("../src/answer.rs");

/// Counts what is allocated.
#[global_allocator]
static ALLOCATOR: course::alloc::Counting = course::alloc::Counting;

fn main() -> std::process::ExitCode {
    let gather = course::Gather {
        children: |futures| Box::pin(learner::gather(futures)),
        gathers: |futures| Box::pin(learner::gather(futures)),
        tickets: |futures| Box::pin(learner::gather(futures)),
        lent: Some(|futures| Box::pin(learner::gather(futures))), // neither Send nor 'static nor Clone: the signature asks for none
    };
    let answer = course::Learner { file: FILE, answer: ANSWER, gather: Some(gather), histogram: None };
    course::grade("week-01/gather", CONTENT_HASH, answer)
}
