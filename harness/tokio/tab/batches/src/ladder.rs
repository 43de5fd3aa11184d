//! The steps between inline and spawn, each measured alone: an allocation, a second poll, a task that nobody waits for.

use std::future::poll_fn;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;

use crate::work::work;
use crate::{now, Batch};

/// Tasks left to themselves before their spawner makes way; its own turn is a thirty-second of each.
const DETACHED_AT_ONCE: u32 = 32;

/// Inline, but each future is put on the heap, as a task is.
#[inline(never)]
pub async fn boxed_batch(ops: u32, rounds: u32) -> Batch {
    let start = now();
    let mut checksum = 0;
    for index in 0..ops {
        checksum ^= Box::pin(async move { work(index, rounds) }).await;
    }
    Batch { duration_ms: now() - start, checksum }
}

/// Pending once, having woken itself: through the run queue and back to a second poll, without any new task.
async fn one_turn() {
    let mut turned = false;
    poll_fn(|cx| {
        if turned {
            return Poll::Ready(());
        }
        turned = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

/// Inline, but each operation gives way once.
#[inline(never)]
pub async fn turn_batch(ops: u32, rounds: u32) -> Batch {
    let start = now();
    let mut checksum = 0;
    for index in 0..ops {
        one_turn().await;
        checksum ^= work(index, rounds);
    }
    Batch { duration_ms: now() - start, checksum }
}

/// Spawned and run, its handle dropped at once. `ops` is a multiple of DETACHED_AT_ONCE.
#[inline(never)]
pub async fn detached_batch(ops: u32, rounds: u32) -> Batch {
    static CHECKSUM: AtomicU32 = AtomicU32::new(0);
    CHECKSUM.store(0, Ordering::Relaxed);
    let start = now();
    for first in (0..ops).step_by(DETACHED_AT_ONCE as usize) {
        for index in first..first + DETACHED_AT_ONCE {
            tokio::spawn(async move { CHECKSUM.fetch_xor(work(index, rounds), Ordering::Relaxed) });
        }
        // The queue is first in, first out: when this task is polled again, all of them have run.
        one_turn().await;
    }
    Batch { duration_ms: now() - start, checksum: CHECKSUM.load(Ordering::Relaxed) }
}
