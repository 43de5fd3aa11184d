//! The course's own solution, where the learner's crate has their code.

#[path = "../../../../lessons/week-01/gather/solution.rs"]
mod solution;

pub use solution::*;
