//! Three fresh processes one after another, each tried again once if it was too noisy: from workers to bench.json.

use std::process::ExitCode;

use super::super::json::Json;
use super::super::report::profile;
use super::answer::Answer;
use super::file::add_runs;
use super::flavor::Flavor;
use super::measurement::Measurement;
use super::process::Task;
use super::run_json::{run_json, samples, words};
use super::verdict::{judge, Judged};
use super::worker::measure;

const WORKERS: u32 = 3;

/// What a bench's `main` does: as a worker it measures, otherwise it starts them and writes bench.json.
pub fn run(answer: Answer) -> ExitCode {
    if let Some(Task { flavor, with_answer }) = Task::of_this_process() {
        let earlier = Measurement::parse(std::io::stdin().lock());
        // What it panics with is told in a note.
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
        let (workers, refusal) = session.measure(flavor)?;
        println!("{}, {}: {}", profile(), flavor.name(), words(&workers, &refusal, &session.notes));
        runs.push((flavor, run_json(flavor, &workers, &refusal, &session.notes)));
    }
    Ok(runs)
}

struct Session {
    /// false after a worker that the learner's code never let end.
    with_answer: bool,
    notes: Vec<String>,
}

impl Session {
    /// At least one worker, and why its numbers are not recorded; empty when they are.
    fn measure(&mut self, flavor: Flavor) -> Result<(Vec<Judged>, String), String> {
        let mut accepted: Vec<Judged> = Vec::new();
        for slot in 0..WORKERS {
            let mut judged = judge(self.worker(flavor, &accepted)?, 2 * slot);
            if !judged.problems.is_empty() {
                eprintln!("  again: {}", judged.problems.join("; "));
                judged = judge(self.worker(flavor, &accepted)?, 2 * slot + 1);
            }
            let refusal = judged.problems.join("; ");
            accepted.push(judged);
            if !refusal.is_empty() {
                return Ok((accepted, refusal));
            }
        }
        Ok((accepted, String::new()))
    }

    fn worker(&mut self, flavor: Flavor, accepted: &[Judged]) -> Result<Measurement, String> {
        let (inline_ns, spawn_ns) = samples(accepted);
        let earlier = Measurement { inline_ns, spawn_ns, ..Measurement::default() };
        let measured = Task { flavor, with_answer: self.with_answer }.run(&earlier);
        match measured {
            // The learner's code is the only part that can hang: the next try goes without it.
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
