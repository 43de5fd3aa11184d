//! Starts a worker's process, passes it the earlier measurements, and kills it if it does not end.

use std::io::{BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::flavor::Flavor;
use super::measurement::Measurement;

/// A worker takes one second, and about six at most.
const HANGS_AFTER: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(10);

const WORKER: &str = "--worker";
const ALONE: &str = "--without-answer";

/// What a worker process of this executable must do.
pub struct Task {
    pub flavor: Flavor,
    pub with_answer: bool,
}

impl Task {
    /// None in the process that the learner starts.
    pub fn of_this_process() -> Option<Task> {
        let arguments: Vec<String> = std::env::args().collect();
        let at = arguments.iter().position(|argument| argument == WORKER)?;
        let flavor = Flavor::ALL
            .into_iter()
            .find(|flavor| Some(flavor.name()) == arguments.get(at + 1).map(String::as_str))?;
        Some(Task { flavor, with_answer: !arguments.iter().any(|argument| argument == ALONE) })
    }

    /// # Errors
    /// One sentence, when the process was stopped or ended abnormally.
    pub fn run(&self, earlier: &Measurement) -> Result<Measurement, String> {
        let mut worker = self.start().map_err(|error| format!("A worker could not be started: {error}."))?;
        let (stdin, stdout) = (worker.stdin.take(), worker.stdout.take());
        let mut said = Vec::new();
        earlier.write(&mut said).expect("a Vec takes what is written");
        // It reads to the end before it measures, so this write ends; if the process is already gone, its status says so.
        let _ = stdin.expect("a piped stdin").write_all(&said);
        // Read during the wait: a pipe that nobody reads blocks its writer.
        let output = BufReader::new(stdout.expect("a piped stdout"));
        let reader = thread::spawn(move || Measurement::parse(output));
        wait(&mut worker)?;
        Ok(reader.join().expect("parsing does not panic"))
    }

    fn start(&self) -> std::io::Result<Child> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args([WORKER, self.flavor.name()]).stdin(Stdio::piped()).stdout(Stdio::piped());
        if !self.with_answer {
            command.arg(ALONE);
        }
        command.spawn()
    }
}

fn wait(worker: &mut Child) -> Result<(), String> {
    let start = Instant::now();
    loop {
        match worker.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => {
                return Err(format!("Your code ended the process that measured it ({status})."))
            }
            Ok(None) if start.elapsed() < HANGS_AFTER => thread::sleep(LOOK_EVERY),
            Ok(None) => {
                let _ = worker.kill().and_then(|()| worker.wait());
                let limit = HANGS_AFTER.as_secs();
                return Err(format!(
                    "Your code kept its process from ending: it was stopped after {limit} s."
                ));
            }
            Err(error) => return Err(format!("A worker was lost: {error}.")),
        }
    }
}
