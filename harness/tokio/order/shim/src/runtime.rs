//! `Builder` and `Runtime`, as `#[tokio::main]` uses them, with a main future that is logged.

use std::future::Future;
use std::io::Result;
use std::sync::mpsc;
use std::time::Duration;

use crate::log;
use crate::task::JoinHandle;

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

    pub fn enable_time(&mut self) -> &mut Builder {
        self.builder.enable_time();
        self
    }

    pub fn enable_io(&mut self) -> &mut Builder {
        self
    }

    pub fn thread_name(&mut self, name: impl Into<String>) -> &mut Builder {
        self.builder.thread_name(name);
        self
    }

    pub fn max_blocking_threads(&mut self, threads: usize) -> &mut Builder {
        self.builder.max_blocking_threads(threads);
        self
    }

    pub fn global_queue_interval(&mut self, interval: u32) -> &mut Builder {
        self.builder.global_queue_interval(interval);
        self
    }

    pub fn event_interval(&mut self, interval: u32) -> &mut Builder {
        self.builder.event_interval(interval);
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
    /// With one worker, so that its order is the same on every machine.
    pub fn new() -> Result<Runtime> {
        Builder::new_multi_thread().worker_threads(1).enable_all().build()
    }

    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        self.runtime.spawn(log::task(future))
    }

    pub fn spawn_blocking<T: Send + 'static>(&self, f: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
        self.runtime.spawn_blocking(f)
    }

    pub fn enter(&self) -> EnterGuard<'_> {
        self.runtime.enter()
    }

    pub fn shutdown_timeout(self, duration: Duration) {
        self.runtime.shutdown_timeout(duration);
    }

    pub fn shutdown_background(self) {
        self.runtime.shutdown_background();
    }

    /// On multi_thread main is polled by a thread of its own, at moments that depend on the machine: it is not logged.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        if self.is_current_thread {
            self.runtime.block_on(log::main(future))
        } else {
            self.runtime.block_on(future)
        }
    }
}
