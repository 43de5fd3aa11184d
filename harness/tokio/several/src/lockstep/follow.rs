//! Follows a script: who is let through next, and what every worker must come to.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, RngSeed, Runtime};

use crate::body::task;
use crate::gates::{self, Gates};
use crate::program::Program;
use crate::world::{Signals, World};

const PATIENCE: Duration = Duration::from_secs(20);

/// `1+3^02`: worker 1 goes on until it polls task 3, and workers 0 and 2 wake up. `root^0`: the root is
/// spawned from outside. See tools/several-workers/script.ts.
struct Segment<'a> {
    /// None for the root.
    worker: Option<usize>,
    event: &'a str,
    woken: Vec<usize>,
}

fn parse(token: &str) -> Segment<'_> {
    let (what, woken) = token.split_once('^').unwrap_or((token, ""));
    let woken = woken.chars().filter_map(|c| c.to_digit(10)).map(|i| i as usize).collect();
    match what.strip_prefix("root") {
        Some(_) => Segment { worker: None, event: "", woken },
        None => Segment { worker: what[..1].parse().ok(), event: &what[1..], woken },
    }
}

/// A worker that sleeps has come to no gate: tokio's metrics tell that it is parked.
const ASLEEP: &str = "z";
const BEFORE_PARK: &str = "P";
const AFTER_UNPARK: &str = "U";

/// # Errors
/// Where tokio left the script, and how.
pub fn follow(program: &Program, workers: usize, seed: u64, script: &str) -> Result<usize, String> {
    let gates = Gates::new(workers);
    let runtime = build(program, workers, seed, &gates);
    let mut run = Run {
        gates: &gates,
        runtime: &runtime,
        at: vec![None; workers],
        parks: vec![0; workers],
        started: 0,
    };
    let world = World::new(program, runtime.handle().clone(), Signals::default());
    gates.all_starting(workers);
    let mut followed = 0;
    let mut result = Ok(());
    for token in script.split(' ') {
        let segment = parse(token);
        match segment.worker {
            None => drop(runtime.spawn(task(&world, 0))),
            Some(worker) => run.let_through(worker, segment.event),
        }
        result = run.expect(&segment).map_err(|why| format!("after {followed} segments, at {token}: {why}"));
        if result.is_err() {
            break;
        }
        followed += 1;
    }
    gates.open();
    runtime.shutdown_background();
    result.map(|()| followed)
}

fn build(program: &Program, workers: usize, seed: u64, gates: &Arc<Gates>) -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(workers).enable_time().event_interval(program.evi);
    builder.global_queue_interval(if program.gqi == 0 { 61 } else { program.gqi });
    builder.rng_seed(RngSeed::from_bytes(&seed.to_le_bytes()));
    let of_thread = gates.clone();
    builder.on_thread_start(move || {
        gates::enter(&of_thread);
        of_thread.start();
    });
    builder.on_thread_park(|| gates::stop(BEFORE_PARK));
    builder.on_thread_unpark(|| gates::stop(AFTER_UNPARK));
    builder.build().unwrap()
}

struct Run<'a> {
    gates: &'a Gates,
    runtime: &'a Runtime,
    /// Where every worker must be; None is asleep.
    at: Vec<Option<String>>,
    parks: Vec<u64>,
    started: usize,
}

impl Run<'_> {
    fn let_through(&mut self, worker: usize, event: &str) {
        if self.started <= worker {
            self.started += 1;
            self.gates.let_one_start();
        } else {
            if self.at[worker].as_deref() == Some(BEFORE_PARK) {
                self.parks[worker] += 1;
            }
            self.gates.let_through(worker);
        }
        self.at[worker] = (event != ASLEEP).then(|| event.to_owned());
    }

    fn expect(&mut self, segment: &Segment) -> Result<(), String> {
        for &worker in &segment.woken {
            self.at[worker] = Some(AFTER_UNPARK.to_owned());
        }
        self.gates.expect(&self.at)?;
        match segment.worker {
            Some(worker) if segment.event == ASLEEP => self.asleep(worker),
            _ => Ok(()),
        }
    }

    fn asleep(&self, worker: usize) -> Result<(), String> {
        let since = Instant::now();
        while self.runtime.metrics().worker_park_count(worker) < self.parks[worker] {
            if since.elapsed() > PATIENCE {
                return Err(format!("worker {worker} does not go to sleep"));
            }
            // It may have come to a gate instead.
            self.gates.expect(&self.at)?;
            std::thread::yield_now();
        }
        Ok(())
    }
}
