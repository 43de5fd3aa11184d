//! Panics: those of the learner's code as in Week 1, and those of the checks themselves, which are no learner's fault.

use std::any::Any;
use std::cell::RefCell;

pub use super::learners_panics::{forget, panic_text, with_other_panic, CHECKS};

use super::learner::File;
use super::learners_panics;
use super::report::CheckResult;

thread_local! {
    /// `harness/tail/checks.rs:14:25`
    static IN_CHECKS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Notes every panic from now on, and prints none.
pub fn note(file: File) {
    learners_panics::note(file);
    let note_learners = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().filter(|location| file.is_in_checks(location));
        IN_CHECKS.with(|at| *at.borrow_mut() = place.map(ToString::to_string));
        note_learners(info);
    }));
}

pub fn panicked(blank: CheckResult, panic: &(dyn Any + Send)) -> CheckResult {
    let Some(place) = IN_CHECKS.with(|at| at.borrow_mut().take()) else {
        return learners_panics::panicked(blank, panic);
    };
    let text = panic_text(panic);
    CheckResult {
        status: "error",
        message: format!("This check is broken: it panicked at {place}: {}.", text.trim_end_matches('.')),
        hint: Some("This is a mistake in the course, not in your code: tell whoever runs it.".into()),
        ..blank
    }
}
