//! What runs an exercise's own checks on real tokio, and what they are written with.
//!
//! Most of it is the code of `tokio-internals-course`, which knows only the exercises of Week 1. A learner's result names a hash
//! of that crate, so it must not change.

#[path = "../../course/src/alloc.rs"]
pub mod alloc;
#[path = "../../course/src/check.rs"]
pub mod check;
#[path = "../../course/src/death.rs"]
pub mod death;
#[path = "../../course/src/ends.rs"]
pub mod ends;
pub mod exercises;
#[path = "../../course/src/json.rs"]
pub mod json;
pub mod learner;
#[path = "../../course/src/panics.rs"]
pub mod learners_panics;
#[path = "../../course/src/machine.rs"]
pub mod machine;
pub mod panics;
#[path = "../../course/src/random.rs"]
pub mod random;
#[path = "../../course/src/report.rs"]
pub mod report;
#[path = "../../course/src/run.rs"]
pub mod run;
#[path = "../../course/src/show.rs"]
pub mod show;
#[path = "../../course/src/smallest.rs"]
pub mod smallest;
#[path = "../../course/src/stack.rs"]
pub mod stack;

pub use check::{fail, failure, Check, Failure, Position, Step, Verdict};
pub use exercises::{grade, grade_as_events};
pub use learner::{File, Learner};
