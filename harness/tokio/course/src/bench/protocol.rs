//! Three fresh processes one after another, each tried again once if it was too noisy: from workers to a profile.

use std::process::{Command, ExitCode};
use std::time::{SystemTime, UNIX_EPOCH};

use super::super::json::Json;
use super::super::report::{environment, profile};
use super::file::add_runs;
use super::stats::at_rank;
use super::verdict::{judge, Judged};
use super::work::WORK_ROUNDS;
use super::worker::{measure, Flavor, Measurement};

const WORKERS: u32 = 3;

/// What a bench's `main` does: as a worker it measures, otherwise it starts them and writes bench.json.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--worker") {
        let named = |flavor: &&Flavor| Some(flavor.name()) == arguments.get(at + 1).map(String::as_str);
        let Some(flavor) = Flavor::ALL.iter().find(named) else { return ExitCode::from(2) };
        measure(*flavor, std::process::id() as usize).print();
        return ExitCode::SUCCESS;
    }
    let runs: Vec<(Flavor, Json)> = Flavor::ALL.iter().map(|&flavor| (flavor, measured(flavor))).collect();
    match add_runs(runs) {
        Ok(()) => {
            println!("bench.json written: drop it on the course's page.");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("bench.json could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measured(flavor: Flavor) -> Json {
    let mut accepted: Vec<Judged> = Vec::new();
    let mut refusal = String::new();
    for slot in 0..WORKERS {
        let mut judged = judge(worker(flavor), 2 * slot);
        if !judged.problems.is_empty() {
            eprintln!("  again: {}", judged.problems.join("; "));
            judged = judge(worker(flavor), 2 * slot + 1);
        }
        let refused = !judged.problems.is_empty();
        refusal = judged.problems.join("; ");
        accepted.push(judged);
        if refused {
            break;
        }
    }
    let json = profile_of(&accepted, &refusal);
    let ratios: Vec<String> = accepted.iter().map(|worker| format!("{:.1}", worker.ratio)).collect();
    let verdict = if refusal.is_empty() { "recorded".to_owned() } else { format!("not recorded: {refusal}") };
    println!("{}, {}: spawn / inline {} ({verdict})", profile(), flavor.name(), ratios.join(", "));
    let started = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    Json::Object(vec![
        ("flavor", Json::text(flavor.name())),
        ("workRounds", Json::number(WORK_ROUNDS)),
        ("atMs", Json::number(started as f64)),
        ("environment", environment()),
        ("profile", json),
    ])
}

fn worker(flavor: Flavor) -> Measurement {
    let this = std::env::current_exe().expect("a path to this bench");
    let output = Command::new(this).args(["--worker", flavor.name()]).output().expect("a worker process");
    Measurement::parse(&output.stdout)
}

/// The page's `BenchProfile`: the median worker's ratio, and the spread.
fn profile_of(workers: &[Judged], refusal: &str) -> Json {
    let mut by_ratio: Vec<&Judged> = workers.iter().collect();
    by_ratio.sort_by(|a, b| a.ratio.total_cmp(&b.ratio));
    let middle = by_ratio[(by_ratio.len() - 1) / 2];
    let all = |side: fn(&Measurement) -> &Vec<f64>| -> Vec<f64> {
        workers.iter().flat_map(|worker| side(&worker.measured).clone()).collect()
    };
    let (inline, spawn) = (all(|worker| &worker.inline_ns), all(|worker| &worker.spawn_ns));
    let farthest = |a: f64, b: f64| if b.ln().abs() > a.ln().abs() { b } else { a };
    let control = workers.iter().map(|worker| worker.control).fold(1.0, farthest);
    let list = |numbers: Vec<f64>| Json::List(numbers.into_iter().map(Json::Number).collect());
    Json::Object(vec![
        ("profile", Json::text(profile())),
        ("recorded", Json::Bool(refusal.is_empty())),
        ("reason", Json::text(refusal)),
        ("ratio", Json::Number(middle.ratio)),
        ("workerRatios", list(workers.iter().map(|worker| worker.ratio).collect())),
        ("interval", list(vec![middle.interval.0, middle.interval.1])),
        ("control", Json::Number(control)),
        ("rounds", Json::number(inline.len() as f64)),
        ("batchInline", Json::number(middle.measured.ops_inline)),
        ("batchSpawn", Json::number(middle.measured.ops_spawn)),
        ("inline", quantiles(&inline)),
        ("spawn", quantiles(&spawn)),
        // The learner's own code is graded, and does not take part here.
        ("learner", Json::Null),
        ("throughGather", Json::Null),
        ("controls", list(workers.iter().map(|worker| worker.control).collect())),
    ])
}

fn quantiles(samples: &[f64]) -> Json {
    Json::Object(vec![
        ("p50", Json::Number(at_rank(samples, 0.5))),
        ("p90", Json::Number(at_rank(samples, 0.9))),
        ("p99", Json::Number(at_rank(samples, 0.99))),
    ])
}
