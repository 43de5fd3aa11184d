//! Runs a program on a worker of its own, which the tab has not.

use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::time::Duration;

use tokio::runtime::Builder;

use crate::body::task;
use crate::program::Program;
use crate::world::{Signals, World};

/// No program takes this long; one that does has found a way not to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// The hook runs on the worker, when it is about to park: the program is over if no sleep is pending.
pub fn record(program: &Program) -> String {
    let signals = Signals::default();
    let (parked, about_to_park) = mpsc::channel();
    let pending = signals.pending_sleeps.clone();
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(1).enable_time().event_interval(program.evi).on_thread_park(move || {
        if pending.load(Ordering::SeqCst) == 0 {
            let _ = parked.send(());
        }
    });
    // Left to itself tokio tunes the interval by the clock on the wall, and the order with it.
    builder.global_queue_interval(if program.gqi == 0 { 61 } else { program.gqi });
    let runtime = builder.build().unwrap();
    // Tick 1 is over when the worker first parks, so the root runs at tick 2, whatever this thread's luck.
    about_to_park.recv_timeout(PATIENCE).expect("the worker never parked");
    let world = World::new(program, runtime.handle().clone(), signals);
    runtime.spawn(task(&world, 0));
    about_to_park.recv_timeout(PATIENCE).expect("the program did not end");
    let trace = world.trace();
    runtime.shutdown_background();
    trace
}
