//! A turnstile for tasks: all arrive, then each takes its turn alone, and none leaves before the last turn ends.

use tokio::sync::{Barrier, Notify};

/// The batches of a round are tasks whose JoinHandles the learner's gather collects. Without turns they would run between
/// each other's operations, and each that ended would cause a poll of gather in the middle of another's timed region.
pub struct Turns {
    arrived: Barrier,
    begins: Vec<Notify>,
    over: Barrier,
}

impl Turns {
    pub fn new(size: usize) -> Self {
        let begins = (0..size).map(|_| Notify::new()).collect();
        Turns { arrived: Barrier::new(size), begins, over: Barrier::new(size) }
    }

    /// Ready when all tasks have arrived and it is turn `index`.
    pub async fn take(&self, index: usize) {
        self.arrived.wait().await;
        if index > 0 {
            self.begins[index].notified().await;
        }
    }

    /// Ends turn `index`. Ready when all turns are over.
    pub async fn finish(&self, index: usize) {
        if let Some(next) = self.begins.get(index + 1) {
            next.notify_one();
        }
        self.over.wait().await;
    }
}
