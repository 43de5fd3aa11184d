//! Runs an exercise's checks, in order, and writes what they came to: events while it runs, then the report.

use std::io::Write;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::mpsc::{channel, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::check::{Check, Failure, Position};
use super::death;
use super::ends::{cut_short, Ending, HANGS_AFTER_SECONDS, STACK_BYTES};
use super::exercises::checks_of;
use super::json::Json;
use super::learner::Learner;
use super::panics::{self, panicked, with_other_panic, CHECKS};
use super::report::{report, CheckResult};
use super::stack::Stack;

/// How often it is asked whether the process would have died.
const LOOKS_EVERY: Duration = Duration::from_millis(20);
/// RFC 7464's record separator: what the learner's code prints stands between the records.
const RECORD: char = '\u{1e}';

#[derive(Clone, Copy)]
enum Format<'a> {
    /// For people, and `report.json` beside it.
    Text,
    /// Events as records, the report last; each begins with the secret of the run.
    Events { secret: &'a str },
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
            println!("{}", record(secret, &event));
        }
    };
    says(planned(&plan));
    let on_begin = |index: usize| says(begun(&plan, index));
    let on_result = |result: &CheckResult| {
        says(Json::Object(vec![("kind", Json::text("check")), ("result", result.json())]))
    };
    let results = run(checks, learner, on_begin, on_result);
    let passed = results.iter().all(|result| result.status == "pass");
    let cut = results.iter().any(|result| result.cut.is_some());
    let json = report(exercise, content_hash, &results);
    let text = match format {
        Format::Events { secret } => {
            let whole = Json::Object(vec![("kind", Json::text("report")), ("report", json)]);
            format!("{}\n", record(secret, &whole))
        }
        Format::Text => as_text(exercise, &results) + &write_report(json, learner.answer),
    };
    // What the learner's code has printed of a line; a thread that is held may have it locked.
    if !cut {
        let _ = std::io::stdout().flush();
    }
    death::say(&text);
    death::leave(i32::from(!passed))
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
    panics::note(learner.file);
    death::watch_process();
    let (begin, may_begin) = channel::<()>();
    let (end, ended) = channel();
    let worker = move || {
        death::watch_checks();
        for check in checks {
            if may_begin.recv().is_err() || end.send(judge(&check, &learner)).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new()
        .name(CHECKS.into())
        .stack_size(STACK_BYTES)
        .spawn(worker)
        .expect("a thread for the checks");
    let mut results: Vec<CheckResult> = Vec::new();
    for (index, &(id, title)) in plan.iter().enumerate() {
        on_begin(index);
        panics::forget();
        let _ = begin.send(());
        let result = match wait(&ended) {
            Ok(result) => result,
            Err(Ending { end, backtrace }) => {
                let stack = backtrace.map(|backtrace| Stack::read(backtrace, learner.file));
                cut_short(blank(id, title), end, stack.as_ref(), learner.subject(id))
            }
        };
        let result = with_other_panic(result);
        let cut = result.cut.is_some();
        if !cut {
            on_result(&result);
        }
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

/// What the check came to, or how it was cut short.
fn wait(ended: &Receiver<CheckResult>) -> Result<CheckResult, Ending> {
    let began = Instant::now();
    loop {
        let result = ended.recv_timeout(LOOKS_EVERY);
        if let Some(ending) = death::ending() {
            return Err(ending);
        }
        match result {
            Ok(result) => return Ok(result),
            Err(RecvTimeoutError::Timeout) if began.elapsed().as_secs() < HANGS_AFTER_SECONDS => {}
            Err(RecvTimeoutError::Timeout) => return Err(death::stop_checks()),
            Err(RecvTimeoutError::Disconnected) => unreachable!("panics are caught in the thread"),
        }
    }
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

fn record(secret: &str, json: &Json) -> String {
    format!("{RECORD}{secret} {json}")
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

/// Where cargo was called, so that it is found beside Cargo.toml; says what came of it.
fn write_report(report: Json, answer: &str) -> String {
    let whole = Json::Object(vec![("report", report), ("answer", Json::text(answer))]);
    match std::fs::write("report.json", format!("{whole}\n")) {
        Ok(()) => "report.json written: drop it on the course's page.\n".into(),
        Err(error) => format!("report.json could not be written: {error}\n"),
    }
}
