//! The stack of a thread that is held, as far as its end is told from it.

use std::backtrace::Backtrace;
use std::collections::HashSet;

use super::check::Position;
use super::learner::File;

/// Frames that only recursion has.
const MANY: usize = 1_000;

pub struct Stack {
    /// Functions and their places, from the innermost to the learner's own; none where none is the learner's.
    calls: Vec<String>,
    /// Of the learner's innermost frame.
    pub position: Option<Position>,
    /// One of the learner's lines is on it twice.
    pub recursive: bool,
}

impl Stack {
    /// Takes a second or two for hundreds of thousands of frames.
    pub fn read(backtrace: &Backtrace, file: File) -> Self {
        Self::parse(&backtrace.to_string(), file)
    }

    /// Each frame is a line `  3: function`, and below it `at file:line:column` where that is known.
    fn parse(text: &str, file: File) -> Self {
        let (mut calls, mut position, mut recursive) = (Vec::new(), None, false);
        let mut frames = 0;
        let mut places = HashSet::new();
        for line in text.lines().map(str::trim) {
            if position.is_none() {
                calls.push(line.to_owned());
            }
            if let Some(at) = line.strip_prefix("at ").and_then(|place| position_of(place, file)) {
                position = position.or(Some(at));
                recursive |= !places.insert((at.line, at.column));
            } else if line.split_once(": ").is_some_and(|(number, _)| number.parse::<usize>().is_ok()) {
                frames += 1;
            }
        }
        if position.is_none() {
            calls.clear();
        }
        Stack { calls, position, recursive: recursive || frames > MANY }
    }

    /// Whether the learner's code has called a function that has all these in its name, or in its file's.
    pub fn calls(&self, parts: &[&str]) -> bool {
        self.calls.iter().any(|function| parts.iter().all(|part| function.contains(part)))
    }
}

fn position_of(place: &str, file: File) -> Option<Position> {
    let mut parts = place.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse::<u32>().ok()?, parts.next()?.parse().ok()?);
    // 0 where the compiler made the code.
    file.position_in(parts.next()?, line, column.max(1))
}
