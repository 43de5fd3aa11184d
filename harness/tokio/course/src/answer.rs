//! What is graded here: the course's own solution of the capstone, where the learner's project has their code.

#[path = "../../../../lessons/week-01/capstone/solution.rs"]
mod solution;

pub use solution::*;
