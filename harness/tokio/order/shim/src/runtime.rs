//! `Builder` and `Runtime`, as `#[tokio::main]` uses them, with a main future that is logged.

use std::future::Future;
use std::io::Result;
use std::sync::mpsc;
use std::time::Duration;

use crate::log;

pub use real::runtime::*;

/// A worker that has found nothing to do parks within microseconds.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Builder {
    builder: real::runtime::Builder,
    parked: Option<mpsc::Receiver<()>>,
}

impl Builder {
    pub fn new_current_thread() -> Builder {
        Builder { builder: real::runtime::Builder::new_current_thread(), parked: None }
    }

    /// Left to itself, tokio tunes the interval at which it looks at the injection queue by the wall clock.
    pub fn new_multi_thread() -> Builder {
        let (park, parked) = mpsc::channel();
        let mut builder = real::runtime::Builder::new_multi_thread();
        builder.global_queue_interval(61).on_thread_park(move || {
            let _ = park.send(());
        });
        Builder { builder, parked: Some(parked) }
    }

    pub fn worker_threads(&mut self, workers: usize) -> &mut Builder {
        self.builder.worker_threads(workers);
        self
    }

    pub fn start_paused(&mut self, is_paused: bool) -> &mut Builder {
        self.builder.start_paused(is_paused);
        self
    }

    pub fn enable_all(&mut self) -> &mut Builder {
        self.builder.enable_all();
        self
    }

    /// Waits until the worker is parked, so that the run does not begin with a race between it and main's thread.
    pub fn build(&mut self) -> Result<Runtime> {
        let runtime = self.builder.build()?;
        if let Some(parked) = &self.parked {
            parked.recv_timeout(PATIENCE).expect("the worker never parked");
        }
        Ok(Runtime { runtime, is_current_thread: self.parked.is_none() })
    }
}

pub struct Runtime {
    runtime: real::runtime::Runtime,
    is_current_thread: bool,
}

impl Runtime {
    /// On multi_thread main is polled by a thread of its own, at moments that depend on the machine: it is not logged.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        if self.is_current_thread {
            self.runtime.block_on(log::main(future))
        } else {
            self.runtime.block_on(future)
        }
    }
}
