//! What BENCH measures: batches of one job, awaited inline and through `tokio::spawn`, on a current_thread runtime.
//!
//! Each export runs one batch and returns its duration in ms. The clock is the page's own, read where the loop begins and
//! where it ends, so that neither starting the runtime nor crossing into this module is in the number.

mod ladder;
mod loops;
#[allow(dead_code)]
#[path = "../../../course/src/bench/work.rs"]
mod work;

use std::cell::Cell;
use std::future::Future;

use tokio::runtime::{Builder, Runtime};

#[link(wasm_import_module = "course")]
extern "C" {
    /// ms, as fine as the page has them.
    #[link_name = "now"]
    fn page_now() -> f64;
}

pub fn now() -> f64 {
    // SAFETY: the import takes nothing and gives a number.
    unsafe { page_now() }
}

pub struct Batch {
    pub duration_ms: f64,
    /// XOR of everything that the operations returned.
    pub checksum: u32,
}

thread_local! {
    static RUNTIME: Runtime = Builder::new_current_thread().build().expect("a runtime");
    static CHECKSUM: Cell<u32> = const { Cell::new(0) };
}

/// In a task of its own, as `cargo bench` does it.
fn run(batch: impl Future<Output = Batch> + Send + 'static) -> f64 {
    let batch = RUNTIME.with(|runtime| runtime.block_on(runtime.spawn(batch))).expect("a batch does not panic");
    CHECKSUM.set(batch.checksum);
    batch.duration_ms
}

/// Of the batch that ran last.
#[no_mangle]
pub extern "C" fn checksum() -> u32 {
    CHECKSUM.get()
}

#[no_mangle]
pub extern "C" fn inline(ops: u32, rounds: u32) -> f64 {
    run(loops::inline_batch(ops, rounds))
}

#[no_mangle]
pub extern "C" fn spawn(ops: u32, rounds: u32) -> f64 {
    run(loops::spawn_batch(ops, rounds))
}

#[no_mangle]
pub extern "C" fn control(ops: u32, rounds: u32) -> f64 {
    run(loops::control_batch(ops, rounds))
}

#[no_mangle]
pub extern "C" fn boxed(ops: u32, rounds: u32) -> f64 {
    run(ladder::boxed_batch(ops, rounds))
}

#[no_mangle]
pub extern "C" fn turn(ops: u32, rounds: u32) -> f64 {
    run(ladder::turn_batch(ops, rounds))
}

#[no_mangle]
pub extern "C" fn detached(ops: u32, rounds: u32) -> f64 {
    run(ladder::detached_batch(ops, rounds))
}

/// The work without a future or a runtime.
#[no_mangle]
pub extern "C" fn bare(ops: u32, rounds: u32) -> f64 {
    let batch = loops::bare_batch(ops, rounds);
    CHECKSUM.set(batch.checksum);
    batch.duration_ms
}
