//! tokio 1.53.1, re-exported under its own name; only what spawns or blocks on a future is replaced, to log each poll.
//!
//! A program is compiled against this crate unchanged: macros, channels, locks and timers are tokio's own.

pub use real::*;

pub mod log;
mod set;

use std::future::Future;

pub fn spawn<F>(future: F) -> real::task::JoinHandle<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    real::spawn(log::task(future))
}

pub mod task {
    pub use crate::set::JoinSet;
    pub use crate::spawn;
    pub use real::task::*;
}

pub mod runtime;
