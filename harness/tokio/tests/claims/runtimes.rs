//! The runtimes that the claims are about.

use tokio::runtime::{Builder, Runtime};

pub fn workers(count: usize) -> Runtime {
    Builder::new_multi_thread().worker_threads(count).enable_time().build().expect("a runtime")
}

/// Its clock stands still and jumps to the next timer whenever no task can run.
pub fn paused() -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime")
}
