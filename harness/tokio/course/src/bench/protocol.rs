//! Runs fresh processes one after another until three to nine of them agree, and writes bench.json.

use std::process::ExitCode;

use super::super::json::Json;
use super::super::report::profile;
use super::agreement::{agree_well, agreement, MAX_WORKERS};
use super::answer::Answer;
use super::file::add_runs;
use super::flavor::Flavor;
use super::measurement::Measurement;
use super::process::Task;
use super::run_json::{run_json, samples, words, Run};
use super::verdict::{judge, Judged, MAX_INTERVAL_WIDTH};
use super::worker::measure;

/// One more than can be accepted: if every second worker is too noisy, the others are hardly more trustworthy.
const MAX_DISCARDED_BEYOND_ACCEPTED: usize = 1;

/// A bench's `main`: a worker process measures; the parent starts workers and writes bench.json.
pub fn run(answer: Answer) -> ExitCode {
    if let Some(Task { flavor, with_answer }) = Task::of_this_process() {
        let earlier = Measurement::parse(std::io::stdin().lock());
        // A note reports its panic message.
        std::panic::set_hook(Box::new(|_| {}));
        let measured = measure(flavor, std::process::id() as usize, with_answer.then_some(answer), &earlier);
        return match measured.write(&mut std::io::stdout().lock()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let written = measure_all()
        .and_then(|runs| add_runs(runs).map_err(|error| format!("bench.json could not be written: {error}")));
    match written {
        Ok(()) => {
            println!("bench.json written: drop it on the course's page.");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn measure_all() -> Result<Vec<(Flavor, Json)>, String> {
    let mut session = Session { with_answer: true, notes: Vec::new() };
    let mut runs = Vec::new();
    for flavor in Flavor::ALL {
        let run = session.measure(flavor)?;
        println!("{}, {}: {}", profile(), flavor.name(), words(&run, &session.notes));
        runs.push((flavor, run_json(&run, &session.notes)));
    }
    Ok(runs)
}

struct Session {
    /// false after the learner's code kept a worker from ending.
    with_answer: bool,
    notes: Vec<String>,
}

impl Session {
    fn measure(&mut self, flavor: Flavor) -> Result<Run, String> {
        let mut run = Run { flavor, workers: Vec::new(), refusal: String::new(), discarded: 0 };
        while run.workers.len() < MAX_WORKERS && !agree_well(&ratios(&run.workers)) {
            let seed = (run.workers.len() + run.discarded) as u32;
            let judged = judge(self.worker(flavor, &run.workers)?, seed);
            let problems = judged.problems.join("; ");
            if problems.is_empty() {
                run.workers.push(judged);
            } else if run.discarded == run.workers.len() + MAX_DISCARDED_BEYOND_ACCEPTED {
                run.workers.push(judged);
                return Ok(Run { refusal: problems, ..run });
            } else {
                eprintln!("  again: {problems}");
                run.discarded += 1;
            }
        }
        Ok(Run { refusal: disagreement(&ratios(&run.workers)), ..run })
    }

    fn worker(&mut self, flavor: Flavor, accepted: &[Judged]) -> Result<Measurement, String> {
        let (inline_ns, spawn_ns) = samples(accepted);
        let earlier = Measurement { inline_ns, spawn_ns, ..Measurement::default() };
        let measured = Task { flavor, with_answer: self.with_answer }.run(&earlier);
        match measured {
            // Only the learner's code can hang: the next try runs without it.
            Err(message) if self.with_answer => {
                eprintln!("  again, without your code: {message}");
                self.with_answer = false;
                self.notes.push(message);
                Task { flavor, with_answer: false }.run(&earlier)
            }
            measured => measured,
        }
    }
}

fn ratios(workers: &[Judged]) -> Vec<f64> {
    workers.iter().map(|worker| worker.ratio).collect()
}

/// Why workers that each passed give no result together; empty if they do.
fn disagreement(ratios: &[f64]) -> String {
    let (ratio, (low, high)) = agreement(ratios);
    let width = (high - low) / ratio;
    if width <= MAX_INTERVAL_WIDTH {
        return String::new();
    }
    let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let most = ratios.iter().copied().fold(0.0, f64::max);
    format!(
        "{} fresh processes read from {least:.1} to {most:.1}, which leaves an interval {:.0} % wide, and 25 % is the most that is recorded",
        ratios.len(),
        width * 100.0
    )
}
