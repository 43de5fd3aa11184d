//! The floor: what a spawn costs. A stage cannot take less where each event has a task of its own.

use std::time::Instant;
use week01::Histogram;

const SPAWNS: u32 = 10_000;

/// One spawn and its JoinHandle, again and again, from within a task: as in Week 1, but without batches.
pub async fn spawn() -> Histogram {
    let measuring = async {
        let mut histogram = Histogram::new();
        for id in 0..SPAWNS {
            let from = Instant::now();
            let same = tokio::spawn(async move { id }).await;
            let took = from.elapsed();
            assert_eq!(same.ok(), Some(id));
            histogram.record(took.as_nanos() as u64);
        }
        histogram
    };
    tokio::spawn(measuring).await.expect("your Histogram panicked while it recorded")
}
