//! Runs a program on tokio until nothing can run any more, and reads the log.

use std::future::{poll_fn, Future};
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::Arc;
use std::task::Poll;

use tokio::runtime::Builder;

use crate::body::task;
use crate::program::{Mode, Program};
use crate::world::{Signals, World};

pub fn record(program: &Program) -> String {
    match program.mode {
        #[cfg(not(target_family = "wasm"))]
        Mode::Mt => crate::multi_thread::record(program),
        #[cfg(target_family = "wasm")]
        Mode::Mt => panic!("there are no threads here"),
        mode => current_thread(program, mode),
    }
}

/// The hook ends the run by waking main; the clock is paused, so sleeping takes no time.
fn current_thread(program: &Program, mode: Mode) -> String {
    let signals = Signals::default();
    let (pending, quit) = (signals.pending_sleeps.clone(), signals.quit.clone());
    let main_waker = signals.main_waker.clone();
    let mut builder = Builder::new_current_thread();
    builder.enable_time().start_paused(true).event_interval(program.evi).on_thread_park(move || {
        if pending.load(Ordering::SeqCst) == 0 {
            quit.store(true, Ordering::SeqCst);
            if let Some(waker) = main_waker.lock().unwrap().as_ref() {
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
            return root.poll(cx).map(drop);
        }
        if !spawned {
            spawned = true;
            tokio::spawn(task(&world, 0));
        }
        Poll::Pending
    })
    .await
}
