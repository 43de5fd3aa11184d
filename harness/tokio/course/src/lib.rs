//! The course's exercises put to real tokio: the checks of the page, in Rust, with the same ids, titles and report.

pub mod alloc;
pub mod bench;
pub mod capstone;
pub mod check;
pub mod death;
pub mod ends;
pub mod exercises;
pub mod gather;
pub mod histogram;
pub mod json;
pub mod learner;
pub mod machine;
pub mod panics;
pub mod random;
pub mod report;
pub mod run;
pub mod show;
pub mod smallest;
pub mod stack;

pub use learner::{File, Gather, Histogram, Learner};
pub use run::{grade, grade_as_events};
