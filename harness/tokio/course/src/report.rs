//! The report, field for field the page's: `version`, `exercise`, `checks`, `environment`.

use super::check::{Position, Step};
use super::json::Json;
use super::machine::platform;

/// Raised together with the page's own.
pub const REPORT_VERSION: f64 = 1.0;
pub const HARNESS_VERSION: &str = "1.0.0";
pub const TOKIO_VERSION: &str = "1.53.1";

#[derive(Clone, Debug)]
pub struct CheckResult {
    pub id: &'static str,
    pub title: &'static str,
    pub status: &'static str,
    pub message: String,
    pub hint: Option<String>,
    pub position: Option<Position>,
    /// `hung`: the run was cut short during this check.
    pub cut: Option<&'static str>,
    pub seed: Option<u32>,
    pub trace: Vec<Step>,
}

impl CheckResult {
    pub fn json(&self) -> Json {
        Json::Object(vec![
            ("id", Json::text(self.id)),
            ("title", Json::text(self.title)),
            ("status", Json::text(self.status)),
            ("message", Json::text(&self.message)),
            ("hint", Json::maybe(self.hint.as_ref(), Json::text)),
            ("position", Json::maybe(self.position, |at| Json::Object(fields_of(at).into()))),
            ("cut", Json::maybe(self.cut, Json::text)),
            ("seed", Json::maybe(self.seed, Json::number)),
            ("trace", Json::maybe(some(&self.trace), |trace| Json::List(trace.iter().map(step).collect()))),
        ])
    }
}

fn some(trace: &[Step]) -> Option<&[Step]> {
    (!trace.is_empty()).then_some(trace)
}

fn fields_of(at: Position) -> [(&'static str, Json); 2] {
    [("line", Json::number(at.line)), ("column", Json::number(at.column))]
}

fn step(step: &Step) -> Json {
    let mut fields = vec![
        ("kind", Json::text(step.kind)),
        ("who", Json::text(&step.who)),
        ("what", Json::text(&step.what)),
    ];
    if let Some(position) = step.position {
        fields.extend(fields_of(position));
    }
    if step.diverges {
        fields.push(("diverges", Json::Bool(true)));
    }
    Json::Object(fields)
}

pub fn report(exercise: &str, content_hash: &str, checks: &[CheckResult]) -> Json {
    let passed = !checks.is_empty() && checks.iter().all(|check| check.status == "pass");
    Json::Object(vec![
        ("version", Json::Number(REPORT_VERSION)),
        ("exercise", Json::text(exercise)),
        ("contentHash", Json::text(content_hash)),
        ("harnessVersion", Json::text(HARNESS_VERSION)),
        ("passed", Json::Bool(passed)),
        ("checks", Json::List(checks.iter().map(CheckResult::json).collect())),
        ("logs", Json::List(Vec::new())),
        ("logsDropped", Json::number(0)),
        ("environment", environment()),
    ])
}

/// Everything that can be detected; nothing is guessed.
pub fn environment() -> Json {
    let cores = std::thread::available_parallelism().ok();
    Json::Object(vec![
        ("engine", Json::text(engine())),
        ("platform", Json::text(platform())),
        ("cores", Json::maybe(cores, |cores| Json::number(cores.get() as f64))),
    ])
}

/// `tokio 1.53.1, rustc 1.95.0 (…), debug`
pub fn engine() -> String {
    let rustc = option_env!("COURSE_RUSTC").unwrap_or("rustc of the Playground");
    format!("tokio {TOKIO_VERSION}, {rustc}, {}", profile())
}

pub fn profile() -> &'static str {
    if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    }
}
