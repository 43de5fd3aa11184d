//! Runs an exercise's checks, in order, and writes what they came to: events while it runs, then the report.

use std::any::Any;
use std::cell::RefCell;
use std::io::Write;
use std::panic::{catch_unwind, AssertUnwindSafe, Location};
use std::process::ExitCode;
use std::sync::mpsc::{channel, RecvTimeoutError};
use std::time::Duration;

use super::check::{Check, Failure, Position};
use super::exercises::checks_of;
use super::json::Json;
use super::learner::Learner;
use super::report::{report, CheckResult};

/// A check takes milliseconds; one that has taken this long does not end.
const HANGS_AFTER: Duration = Duration::from_secs(5);
/// Recursion that a loop would not need must be met as an answer's fault, not as the harness's.
const STACK_BYTES: usize = 16 << 20;
/// RFC 7464's record separator: what the learner's code prints stands between the records.
const RECORD: char = '\u{1e}';

#[derive(Clone, Copy)]
enum Format<'a> {
    /// For people, and `report.json` beside it.
    Text,
    /// Events as records, the report last; each begins with the secret of the run.
    Events { secret: &'a str },
}

thread_local! {
    static PANICKED_AT: RefCell<Option<Position>> = const { RefCell::new(None) };
}

/// What `main` does: grades the learner's code and says so on standard output; success when every check passes.
pub fn grade(exercise: &'static str, content_hash: &str, learner: Learner) -> ExitCode {
    if !std::env::args().any(|argument| argument == "--events") {
        return grade_as(Format::Text, exercise, content_hash, learner);
    }
    // Read before any of the learner's code has run: a record that does not begin with it was printed by that code.
    let mut secret = String::new();
    let _ = std::io::stdin().read_line(&mut secret);
    grade_as_events(exercise, content_hash, learner, secret.trim())
}

/// The same where no arguments can be given, as on the Playground.
pub fn grade_as_events(
    exercise: &'static str,
    content_hash: &str,
    learner: Learner,
    secret: &str,
) -> ExitCode {
    grade_as(Format::Events { secret }, exercise, content_hash, learner)
}

fn grade_as(format: Format, exercise: &'static str, content_hash: &str, learner: Learner) -> ExitCode {
    let Some(checks) = checks_of(exercise) else {
        eprintln!("there are no checks for {exercise}");
        return ExitCode::from(2);
    };
    let plan: Vec<Planned> = checks.iter().map(|check| (check.id, check.title)).collect();
    let says = |event: Json| {
        if let Format::Events { secret } = format {
            record(secret, &event);
        }
    };
    says(planned(&plan));
    let on_begin = |index: usize| says(begun(&plan, index));
    let on_result = |result: &CheckResult| {
        says(Json::Object(vec![("kind", Json::text("check")), ("result", result.json())]))
    };
    let results = run(checks, learner, on_begin, on_result);
    let passed = results.iter().all(|result| result.status == "pass");
    let (answer, json) = (learner.answer, report(exercise, content_hash, &results));
    match format {
        Format::Events { secret } => {
            record(secret, &Json::Object(vec![("kind", Json::text("report")), ("report", json)]));
        }
        Format::Text => {
            print!("{}", as_text(exercise, &results));
            write_report(json, answer);
        }
    }
    // A check that hangs has a thread of its own, which only the end of the process ends.
    let _ = std::io::stdout().flush();
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Id and title.
type Planned = (&'static str, &'static str);

fn planned(plan: &[Planned]) -> Json {
    let checks = plan
        .iter()
        .map(|&(id, title)| Json::Object(vec![("id", Json::text(id)), ("title", Json::text(title))]))
        .collect();
    Json::Object(vec![("kind", Json::text("plan")), ("checks", Json::List(checks))])
}

fn begun(plan: &[Planned], index: usize) -> Json {
    let (id, title) = plan[index];
    Json::Object(vec![
        ("kind", Json::text("begin-check")),
        ("id", Json::text(id)),
        ("title", Json::text(title)),
        ("index", Json::number(index as f64)),
        ("total", Json::number(plan.len() as f64)),
    ])
}

/// Every check in a thread that this one can stop waiting for.
fn run(
    checks: Vec<Check>,
    learner: Learner,
    on_begin: impl Fn(usize),
    on_result: impl Fn(&CheckResult),
) -> Vec<CheckResult> {
    let plan: Vec<Planned> = checks.iter().map(|check| (check.id, check.title)).collect();
    std::panic::set_hook(Box::new(move |info| {
        let position = info.location().and_then(|location: &Location<'_>| learner.file.position(location));
        PANICKED_AT.with(|at| *at.borrow_mut() = position);
    }));
    let (begin, may_begin) = channel::<()>();
    let (end, ended) = channel();
    let worker = move || {
        for check in checks {
            if may_begin.recv().is_err() || end.send(judge(&check, &learner)).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new()
        .name("checks".into())
        .stack_size(STACK_BYTES)
        .spawn(worker)
        .expect("a thread for the checks");
    let mut results: Vec<CheckResult> = Vec::new();
    for (index, &(id, title)) in plan.iter().enumerate() {
        on_begin(index);
        let _ = begin.send(());
        let result = match ended.recv_timeout(HANGS_AFTER) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => hung(id, title),
            Err(RecvTimeoutError::Disconnected) => unreachable!("panics are caught in the thread"),
        };
        on_result(&result);
        let cut = result.cut.is_some();
        results.push(result);
        if cut {
            results.extend(plan[index + 1..].iter().map(|&(id, title)| CheckResult {
                status: "not-run",
                message: "Not run: an earlier check did not end.".into(),
                ..blank(id, title)
            }));
            break;
        }
    }
    results
}

fn judge(check: &Check, learner: &Learner) -> CheckResult {
    let blank = blank(check.id, check.title);
    match catch_unwind(AssertUnwindSafe(|| (check.run)(learner))) {
        Ok(Ok(())) => CheckResult { status: "pass", ..blank },
        Ok(Err(failure)) => failed(blank, *failure),
        Err(panic) => match panic.downcast::<Failure>() {
            Ok(failure) => failed(blank, *failure),
            Err(panic) => panicked(blank, panic.as_ref()),
        },
    }
}

fn failed(blank: CheckResult, failure: Failure) -> CheckResult {
    let Failure { message, hint, trace, position, seed } = failure;
    CheckResult { status: "fail", message, hint: Some(hint), position, seed, trace, ..blank }
}

/// `todo!()` is a panic like any other, and means something else.
fn panicked(blank: CheckResult, panic: &(dyn Any + Send)) -> CheckResult {
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
        Some(_) => "It came out of the line shown.",
        None => "It came out of something that your code called.",
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

fn hung(id: &'static str, title: &'static str) -> CheckResult {
    CheckResult {
        status: "fail",
        message: format!(
            "This check did not end within {} seconds: some loop of yours never does.",
            HANGS_AFTER.as_secs()
        ),
        hint: Some(
            "poll must return: answer Pending where you would wait, and every loop needs an end.".into(),
        ),
        cut: Some("hung"),
        ..blank(id, title)
    }
}

fn blank(id: &'static str, title: &'static str) -> CheckResult {
    CheckResult {
        id,
        title,
        status: "not-run",
        message: String::new(),
        hint: None,
        position: None,
        cut: None,
        seed: None,
        trace: Vec::new(),
    }
}

fn record(secret: &str, json: &Json) {
    println!("{RECORD}{secret} {json}");
}

fn as_text(exercise: &str, results: &[CheckResult]) -> String {
    let passed = results.iter().filter(|result| result.status == "pass").count();
    let mut text = format!("{exercise}: {passed} of {} checks pass\n", results.len());
    for result in results {
        text += &format!("  {:7} {}: {}\n", result.status, result.id, result.title);
        if !result.message.is_empty() {
            text += &format!("          {}\n", result.message);
        }
        if let Some(hint) = &result.hint {
            text += &format!("          {hint}\n");
        }
        if let Some(Position { line, column }) = result.position {
            text += &format!("          at line {line}, column {column}\n");
        }
        if let Some(seed) = result.seed {
            text += &format!("          replay it alone with `cargo test -- --seed {seed}`\n");
        }
    }
    text
}

/// Where cargo was called, so that it is found beside Cargo.toml.
fn write_report(report: Json, answer: &str) {
    let whole = Json::Object(vec![("report", report), ("answer", Json::text(answer))]);
    match std::fs::write("report.json", format!("{whole}\n")) {
        Ok(()) => println!("report.json written: drop it on the course's page."),
        Err(error) => eprintln!("report.json could not be written: {error}"),
    }
}
