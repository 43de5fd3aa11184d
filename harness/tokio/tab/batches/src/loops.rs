//! The timed loops: the same job awaited inline, awaited through a spawned task, and inline once more from another copy.

use crate::work::work;
use crate::{now, Batch};

/// Side A.
#[inline(never)]
pub async fn inline_batch(ops: u32, rounds: u32) -> Batch {
    let start = now();
    let mut checksum = 0;
    for index in 0..ops {
        checksum ^= async { work(index, rounds) }.await;
    }
    Batch { duration_ms: now() - start, checksum }
}

/// Side B: one at a time, from within one task.
#[inline(never)]
pub async fn spawn_batch(ops: u32, rounds: u32) -> Batch {
    let start = now();
    let mut checksum = 0;
    for index in 0..ops {
        checksum ^= tokio::spawn(async move { work(index, rounds) }).await.expect("the job does not panic");
    }
    Batch { duration_ms: now() - start, checksum }
}

/// Side A′, the control: the inline loop as source of its own. What differs from A is noise of the method.
#[inline(never)]
pub async fn control_batch(ops: u32, rounds: u32) -> Batch {
    let start = now();
    let mut checksum = 0;
    for index in 0..ops {
        checksum ^= async { work(index, rounds) }.await;
    }
    Batch { duration_ms: now() - start, checksum }
}

/// No future at all.
#[inline(never)]
pub fn bare_batch(ops: u32, rounds: u32) -> Batch {
    let start = now();
    let mut checksum = 0;
    for index in 0..ops {
        checksum ^= work(index, rounds);
    }
    Batch { duration_ms: now() - start, checksum }
}
