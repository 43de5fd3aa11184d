//! Panics of the learner's code: where they were, also in threads that it started, and what the report says about them.

use std::any::Any;
use std::cell::RefCell;
use std::panic::Location;
use std::sync::Mutex;

use super::check::Position;
use super::learner::File;
use super::report::CheckResult;

/// The thread that runs the checks; a panic in another is the learner's.
pub const CHECKS: &str = "checks";

thread_local! {
    static PANICKED_AT: RefCell<Option<Position>> = const { RefCell::new(None) };
}

/// The first panic in a thread that the learner's code started, since the check began.
static PANICKED_ELSEWHERE: Mutex<Option<(String, Position)>> = Mutex::new(None);

/// Notes every panic from now on, and prints none.
pub fn note(file: File) {
    std::panic::set_hook(Box::new(move |info| {
        let position = info.location().and_then(|location: &Location<'_>| file.position(location));
        PANICKED_AT.with(|at| *at.borrow_mut() = position);
        let elsewhere = std::thread::current().name() != Some(CHECKS);
        if let (true, Some(position), Ok(mut first)) = (elsewhere, position, PANICKED_ELSEWHERE.lock()) {
            first.get_or_insert_with(|| (panic_text(info.payload()), position));
        }
    }));
}

/// A check begins: what earlier ones left behind is not its own.
pub fn forget() {
    let _ = PANICKED_ELSEWHERE.lock().map(|mut first| first.take());
}

/// A thread that panicked may be why the check's own waits, or fails.
pub fn with_other_panic(result: CheckResult) -> CheckResult {
    let panic = PANICKED_ELSEWHERE.lock().ok().and_then(|mut first| first.take());
    match panic {
        Some((text, position)) if result.status != "pass" => CheckResult {
            message: format!(
                "{} A thread that your code started had panicked: {}.",
                result.message,
                text.trim_end_matches('.')
            ),
            position: Some(position),
            ..result
        },
        _ => result,
    }
}

/// `todo!()` is a panic like any other, and means something else.
pub fn panicked(blank: CheckResult, panic: &(dyn Any + Send)) -> CheckResult {
    let position = PANICKED_AT.with(|at| at.borrow_mut().take());
    let text = panic_text(panic);
    if let Some(what) = text.strip_prefix("not yet implemented") {
        let what = what.trim_start_matches(": ");
        let message = match what {
            "" => "Still to be written: there is a todo!().".to_owned(),
            what => format!("Still to be written: {what}."),
        };
        return CheckResult { status: "todo", message, position, ..blank };
    }
    let hint = match position {
        Some(_) => "It panicked at the line shown.",
        None => "It panicked in something that your code called.",
    };
    CheckResult {
        status: "error",
        message: format!("Your code panicked: {}.", text.trim_end_matches('.')),
        hint: Some(hint.into()),
        position,
        ..blank
    }
}

pub fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".into())
}
