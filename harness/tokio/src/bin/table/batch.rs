//! The two things that are compared, each as a timed batch: awaiting a job where it stands, and spawning it first.

use std::hint::black_box;
use std::time::Instant;

/// `work` rounds of FNV-1a; each needs the one before, so nothing can be computed ahead.
fn fnv1a(index: u32, work: u32) -> u32 {
    (0..work).fold(0x811c_9dc5 ^ index, |hash, round| (hash ^ (round & 0xff)).wrapping_mul(0x0100_0193))
}

async fn job(index: u32, work: u32) -> u32 {
    black_box(fnv1a(black_box(index), black_box(work)))
}

/// Nanoseconds an operation took, as the mean of `ops` of them.
/// `COPY` makes a second copy of the same code: two copies that differ show what the machine and the compiler add.
pub async fn inline<const COPY: u8>(ops: u32, work: u32) -> f64 {
    let start = Instant::now();
    for index in 0..ops {
        job(index ^ u32::from(COPY), work).await;
    }
    per_op(start, ops)
}

pub async fn spawn(ops: u32, work: u32) -> f64 {
    let start = Instant::now();
    for index in 0..ops {
        tokio::spawn(job(index, work)).await.expect("the job does not panic");
    }
    per_op(start, ops)
}

fn per_op(start: Instant, ops: u32) -> f64 {
    start.elapsed().as_nanos() as f64 / f64::from(ops)
}
