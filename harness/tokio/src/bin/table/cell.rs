//! One cell of the table: a runtime, the place of the loop, the work of a job, and the rounds measured there.

use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};

use crate::batch;

/// FNV-1a rounds in one job.
const WORK: [u32; 4] = [0, 8, 32, 128];
/// A batch spans this long: far above the clock's step, and short enough for many to run without being interrupted.
const BATCH_NS: f64 = 500_000.0;

#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    Task,
    BlockOn,
}

pub struct Cell {
    pub runtime_name: &'static str,
    pub place: Place,
    pub work: u32,
    /// Nanoseconds an operation: inline, spawn, and inline again.
    pub rounds: Vec<[f64; 3]>,
    runtime: Arc<Runtime>,
    ops: [u32; 2],
}

/// Runtimes are shared by their cells, so that no cell has a fresher one than another.
pub fn cells() -> Vec<Cell> {
    let one = Builder::new_current_thread().build().expect("a runtime");
    let two = Builder::new_multi_thread().worker_threads(2).build().expect("a runtime");
    let mut cells = Vec::new();
    for (runtime_name, runtime) in [("current_thread", Arc::new(one)), ("multi_thread_2", Arc::new(two))] {
        for place in [Place::Task, Place::BlockOn] {
            for work in WORK {
                let runtime = Arc::clone(&runtime);
                let mut cell =
                    Cell { runtime_name, place, work, rounds: Vec::new(), runtime, ops: [1_000, 50] };
                cell.calibrate();
                cells.push(cell);
            }
        }
    }
    cells
}

impl Cell {
    /// `current_thread,task,8`
    pub fn name(&self) -> String {
        let place = if self.place == Place::Task { "task" } else { "block_on" };
        format!("{},{place},{}", self.runtime_name, self.work)
    }

    pub fn forget(&mut self) {
        self.rounds.clear();
    }

    /// The three batches in an order that turns with the rounds, so that each side comes first equally often.
    pub fn measure(&mut self, round: usize) {
        let mut ns = [0.0; 3];
        for step in 0..3 {
            let side = (round + step) % 3;
            ns[side] = self.batch(side);
        }
        self.rounds.push(ns);
    }

    fn batch(&self, side: usize) -> f64 {
        let (work, [inline, spawn]) = (self.work, self.ops);
        match side {
            0 => self.run(batch::inline::<0>(inline, work)),
            1 => self.run(batch::spawn(spawn, work)),
            _ => self.run(batch::inline::<1>(inline, work)),
        }
    }

    /// The future given to `block_on` of a multi_thread runtime is not on a worker; a task is.
    fn run(&self, batch: impl std::future::Future<Output = f64> + Send + 'static) -> f64 {
        match self.place {
            Place::Task => self.runtime.block_on(self.runtime.spawn(batch)).expect("a batch does not panic"),
            Place::BlockOn => self.runtime.block_on(batch),
        }
    }

    fn calibrate(&mut self) {
        for _ in 0..3 {
            let (inline, spawn) = (self.batch(0), self.batch(1));
            self.ops = [inline, spawn].map(|ns| (BATCH_NS / ns.max(0.1)).clamp(20.0, 1e6) as u32);
        }
    }
}
