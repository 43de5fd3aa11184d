//! The two tokio runtimes to measure.

use tokio::runtime::{Builder, Runtime};

#[derive(Clone, Copy, PartialEq)]
pub enum Flavor {
    CurrentThread,
    MultiThread,
}

impl Flavor {
    pub const ALL: [Flavor; 2] = [Flavor::CurrentThread, Flavor::MultiThread];

    pub fn name(self) -> &'static str {
        match self {
            Flavor::CurrentThread => "current_thread",
            Flavor::MultiThread => "multi_thread",
        }
    }

    pub fn runtime(self) -> Runtime {
        match self {
            Flavor::CurrentThread => Builder::new_current_thread().build(),
            Flavor::MultiThread => Builder::new_multi_thread().worker_threads(2).build(),
        }
        .expect("a runtime")
    }
}
