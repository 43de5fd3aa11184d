//! Runs a program on tokio until nothing can run any more, and reads the log.

use std::future::{poll_fn, Future};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::{mpsc, Arc};
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Builder;

use crate::body::task;
use crate::program::{Mode, Program};
use crate::world::{Signals, World};

/// No program takes this long; one that does has found a way not to end.
const PATIENCE: Duration = Duration::from_secs(20);

pub fn record(program: &Program) -> String {
    match program.mode {
        Mode::Mt => multi_thread(program),
        mode => current_thread(program, mode),
    }
}

/// The hook runs on the worker, when it is about to park: the program is over if no sleep is pending.
fn multi_thread(program: &Program) -> String {
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

/// The hook ends the run by waking main; the clock is paused, so sleeping takes no time.
fn current_thread(program: &Program, mode: Mode) -> String {
    let signals = Signals::default();
    let hook = signals.clone();
    let mut builder = Builder::new_current_thread();
    builder.enable_time().start_paused(true).event_interval(program.evi).on_thread_park(move || {
        if hook.pending_sleeps.load(Ordering::SeqCst) == 0 {
            hook.quit.store(true, Ordering::SeqCst);
            if let Some(waker) = hook.main_waker.lock().unwrap().as_ref() {
                waker.wake_by_ref();
            }
        }
    });
    if program.gqi > 0 {
        builder.global_queue_interval(program.gqi);
    }
    let runtime = builder.build().unwrap();
    let world = World::new(program, runtime.handle().clone(), signals);
    runtime.block_on(main(world.clone(), mode));
    world.trace()
}

async fn main(world: Arc<World>, mode: Mode) {
    let mut root = pin!(match mode {
        Mode::Ctmain => Some(task(&world, 0)),
        _ => None,
    });
    let mut spawned = false;
    poll_fn(|cx| {
        *world.main_waker.lock().unwrap() = Some(cx.waker().clone());
        if world.quit.load(Ordering::SeqCst) {
            return Poll::Ready(());
        }
        if let Some(root) = root.as_mut().as_pin_mut() {
            return root.poll(cx);
        }
        if !spawned {
            spawned = true;
            tokio::spawn(task(&world, 0));
        }
        Poll::Pending
    })
    .await
}
