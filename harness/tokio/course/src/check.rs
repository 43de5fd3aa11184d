//! How a check is written: a function that returns `Ok` when the answer is right and a `Failure` when it is not.

use super::learner::Learner;

/// One step of a failed check, as drawn on the timeline.
#[derive(Clone, Debug)]
pub struct Step {
    pub kind: &'static str,
    /// Which lane it is drawn in: `gather`, `child 2`, …
    pub who: String,
    pub what: String,
    pub position: Option<Position>,
    /// The first step that a right answer would not have taken.
    pub diverges: bool,
}

/// In the learner's file; both count from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// The answer is wrong: what happened, then where to look next.
#[derive(Clone, Debug)]
pub struct Failure {
    pub message: String,
    pub hint: String,
    pub trace: Vec<Step>,
    pub position: Option<Position>,
    /// The schedule that failed.
    pub seed: Option<u32>,
}

pub type Verdict = Result<(), Box<Failure>>;

pub struct Check {
    /// The id and title of the page's check.
    pub id: &'static str,
    pub title: &'static str,
    pub run: fn(&Learner) -> Verdict,
}

/// # Errors
/// Always.
pub fn fail<T>(message: impl Into<String>, hint: impl Into<String>) -> Result<T, Box<Failure>> {
    Err(failure(message, hint))
}

pub fn failure(message: impl Into<String>, hint: impl Into<String>) -> Box<Failure> {
    Box::new(Failure {
        message: message.into(),
        hint: hint.into(),
        trace: Vec::new(),
        position: None,
        seed: None,
    })
}
