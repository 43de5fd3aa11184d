//! Runtimes: built, entered, driven until their main future is ready or nothing can run any more.

use std::cell::RefCell;
use std::future::{poll_fn, Future};
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};

use tokio::runtime::{Builder, EnterGuard, Handle, RngSeed, Runtime};
use tokio::time::Instant;

use crate::border::PageFuture;
use crate::time;

/// What the park hook and the main future share.
#[derive(Default)]
struct Signals {
    quit: AtomicBool,
    main: Mutex<Option<Waker>>,
}

impl Signals {
    /// Ends `block_on` at the main future's next poll.
    fn quit(&self) {
        self.quit.store(true, Ordering::SeqCst);
        let main = self.main.lock().unwrap().clone();
        if let Some(main) = main {
            main.wake();
        }
    }
}

struct Built {
    runtime: Runtime,
    signals: Arc<Signals>,
    start: Instant,
}

thread_local! {
    static RUNTIMES: RefCell<Vec<Option<Rc<Built>>>> = const { RefCell::new(Vec::new()) };
    /// Innermost last. A guard borrows from the runtime beside it.
    static ENTERED: RefCell<Vec<(EnterGuard<'static>, Rc<Built>, u32)>> = const { RefCell::new(Vec::new()) };
    /// Those being driven or entered, by number, innermost last.
    static CURRENT: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

fn built(runtime: u32) -> Rc<Built> {
    RUNTIMES.with_borrow(|runtimes| runtimes[runtime as usize].clone()).expect("the runtime was shut down")
}

/// The runtime that `spawn` and `sleep` would go to.
pub fn current() -> Option<u32> {
    CURRENT.with_borrow(|current| current.last().copied())
}

/// A paused clock, and time that moves when there is nothing else to do. 0 is an interval's default. The seed is a whole number.
#[export_name = "tokio_build"]
pub extern "C" fn build(global_queue_interval: u32, event_interval: u32, seed: f64) -> u32 {
    let number = RUNTIMES.with_borrow(|runtimes| runtimes.len()) as u32;
    let signals = Arc::new(Signals::default());
    let hook = signals.clone();
    let mut builder = Builder::new_current_thread();
    builder.enable_time().start_paused(true).on_thread_park(move || {
        if !time::is_any_armed(number) {
            hook.quit();
        }
    });
    builder.rng_seed(RngSeed::from_bytes(&(seed as u64).to_le_bytes()));
    if event_interval > 0 {
        builder.event_interval(event_interval);
    }
    if global_queue_interval > 0 {
        builder.global_queue_interval(global_queue_interval);
    }
    let runtime = builder.build().expect("a runtime");
    let start = {
        let _entered = runtime.enter();
        Instant::now()
    };
    let built = Rc::new(Built { runtime, signals, start });
    RUNTIMES.with_borrow_mut(|runtimes| runtimes.push(Some(built)));
    number
}

/// Drives the runtime; `future` 0 is a main that only waits. 1 when the future was ready, 0 when nothing could run any more.
#[export_name = "tokio_block_on"]
pub extern "C" fn block_on(runtime: u32, future: u32) -> u32 {
    let built = built(runtime);
    let signals = &built.signals;
    signals.quit.store(false, Ordering::SeqCst);
    // Left where it is when the run ends before it: nobody drops it.
    let mut main = ManuallyDrop::new((future > 0).then(|| PageFuture::new(future)));
    CURRENT.with_borrow_mut(|current| current.push(runtime));
    let ready = built.runtime.block_on(poll_fn(|cx| {
        *signals.main.lock().unwrap() = Some(cx.waker().clone());
        if signals.quit.load(Ordering::SeqCst) {
            return Poll::Ready(false);
        }
        let Some(main) = main.as_mut() else { return Poll::Pending };
        Pin::new(main).poll(cx).map(|output| {
            // The page has kept what it came to.
            let (Ok(value) | Err(value)) = output;
            drop(value);
            true
        })
    }));
    CURRENT.with_borrow_mut(|current| current.pop());
    *signals.main.lock().unwrap() = None;
    if ready {
        drop(ManuallyDrop::into_inner(main));
    }
    ready as u32
}

/// Ends the `block_on` that is under way, from inside it.
#[export_name = "tokio_quit"]
pub extern "C" fn quit(runtime: u32) {
    built(runtime).signals.quit();
}

#[export_name = "tokio_enter"]
pub extern "C" fn enter(runtime: u32) {
    let built = built(runtime);
    // SAFETY: the guard is dropped before the runtime that it borrows from, which is kept beside it.
    let guard: EnterGuard<'static> = unsafe { std::mem::transmute(built.runtime.enter()) };
    ENTERED.with_borrow_mut(|entered| entered.push((guard, built, runtime)));
    CURRENT.with_borrow_mut(|current| current.push(runtime));
}

/// Leaves what was entered last.
#[export_name = "tokio_exit"]
pub extern "C" fn exit() {
    CURRENT.with_borrow_mut(|current| current.pop());
    drop(ENTERED.with_borrow_mut(|entered| entered.pop()));
}

/// Drops every task where it stands.
#[export_name = "tokio_shut_down"]
pub extern "C" fn shut_down(runtime: u32) {
    drop(RUNTIMES.with_borrow_mut(|runtimes| runtimes[runtime as usize].take()));
}

/// ms since the runtime was built, on its own clock.
#[export_name = "tokio_now"]
pub extern "C" fn now(runtime: u32) -> f64 {
    let built = built(runtime);
    let _entered = built.runtime.enter();
    (Instant::now() - built.start).as_secs_f64() * 1e3
}

/// -1 outside of every runtime.
#[export_name = "tokio_current_runtime"]
pub extern "C" fn current_runtime() -> i32 {
    current().map_or(-1, |runtime| runtime as i32)
}

pub fn start_of(runtime: u32) -> Instant {
    built(runtime).start
}

/// Where a spawn goes: to the runtime named, or the current one.
pub fn handle(runtime: i32) -> Option<Handle> {
    match runtime {
        -1 => Handle::try_current().ok(),
        number => Some(built(number as u32).runtime.handle().clone()),
    }
}
