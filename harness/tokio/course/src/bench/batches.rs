//! The timed loops: the same job awaited inline, awaited through a spawned task, and inline once more from another copy.

use std::time::Instant;

use super::work::{work, WORK_ROUNDS};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Batch {
    pub duration_ns: f64,
    /// XOR of all the operations' results.
    pub checksum: u32,
}

/// Side A.
#[inline(never)]
pub async fn inline_batch(ops: u32) -> Batch {
    let start = Instant::now();
    let mut checksum = 0;
    for index in 0..ops {
        checksum ^= async { work(index, WORK_ROUNDS) }.await;
    }
    Batch { duration_ns: start.elapsed().as_nanos() as f64, checksum }
}

/// Side B: one at a time, from within one task.
#[inline(never)]
pub async fn spawn_batch(ops: u32) -> Batch {
    let start = Instant::now();
    let mut checksum = 0;
    for index in 0..ops {
        checksum ^=
            tokio::spawn(async move { work(index, WORK_ROUNDS) }).await.expect("the job does not panic");
    }
    Batch { duration_ns: start.elapsed().as_nanos() as f64, checksum }
}

/// Side A′, the control: a second copy of the inline loop. Any difference from A is noise of the method.
#[inline(never)]
pub async fn control_batch(ops: u32) -> Batch {
    let start = Instant::now();
    let mut checksum = 0;
    for index in 0..ops {
        checksum ^= async { work(index, WORK_ROUNDS) }.await;
    }
    Batch { duration_ns: start.elapsed().as_nanos() as f64, checksum }
}
