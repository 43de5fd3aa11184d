//! The learner's file, and the checks that judge what is in it.

use std::panic::Location;

use super::check::{Check, Position};
use super::ends::Subject;

/// Where the learner's lines are in the file that was compiled.
#[derive(Clone, Copy)]
pub struct File {
    /// How its path ends.
    pub name: &'static str,
    /// The line that is the learner's first.
    pub first_line: u32,
    pub lines: u32,
    /// How the paths of the files of checks begin.
    pub checks: &'static str,
}

impl File {
    /// The position in the learner's own text, or None when it is not theirs.
    pub fn position(&self, location: &Location<'_>) -> Option<Position> {
        self.position_in(location.file(), location.line(), location.column())
    }

    /// The same of a place in any file.
    pub fn position_in(&self, file: &str, line: u32, column: u32) -> Option<Position> {
        let line = line.checked_sub(self.first_line)? + 1;
        let theirs = file.ends_with(self.name) && line <= self.lines;
        theirs.then_some(Position { line, column })
    }

    /// On the Playground the checks are in the learner's file, around the learner's lines.
    pub fn is_in_checks(&self, location: &Location<'_>) -> bool {
        location.file().starts_with(self.checks) && self.position(location).is_none()
    }
}

/// All that is graded.
#[derive(Clone, Copy)]
pub struct Learner {
    pub file: File,
    /// The text of the answer, for report.json to say what it judged; empty where there is no such file.
    pub answer: &'static str,
    pub checks: fn() -> Vec<Check>,
}

impl Learner {
    /// What a check calls is known only to the exercise.
    pub fn subject(&self, _check: &str) -> Subject {
        Subject::Both
    }
}
