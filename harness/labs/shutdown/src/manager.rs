//! The course's own solution of Lab A, where the learner's project has their code.

#[path = "../../../../lessons/where-it-goes/connections/solution.rs"]
mod solution;

use super::week_01;
pub use solution::*;
