//! Timers, and which of them a parked runtime still has to wait for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::Instant;

use crate::border::PageFuture;
use crate::runtime::{current, start_of};
use crate::table::{insert_future, Answer, Status};

/// A timer that tokio's wheel has been told of.
struct Armed {
    runtime: u32,
    deadline: Instant,
}

thread_local! {
    static ARMED: RefCell<(u64, HashMap<u64, Armed>)> = RefCell::default();
}

/// Whether a timer of this runtime's is still to fire. Called inside the runtime, where `now` is its own clock.
pub fn is_any_armed(runtime: u32) -> bool {
    let now = Instant::now();
    ARMED.with_borrow(|(_, armed)| armed.values().any(|timer| timer.runtime == runtime && timer.deadline > now))
}

/// A future with a timer in it: armed from its first Pending on, until it is ready or dropped.
struct Timed<F> {
    future: F,
    runtime: u32,
    deadline: Instant,
    armed: Option<u64>,
}

impl<F: Future + Unpin> Future for Timed<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let poll = Pin::new(&mut self.future).poll(cx);
        if poll.is_pending() && self.armed.is_none() {
            let armed = Armed { runtime: self.runtime, deadline: self.deadline };
            self.armed = Some(ARMED.with_borrow_mut(|(next, all)| {
                *next += 1;
                all.insert(*next, armed);
                *next
            }));
        } else if poll.is_ready() {
            self.disarm();
        }
        poll
    }
}

impl<F> Timed<F> {
    fn disarm(&mut self) {
        if let Some(id) = self.armed.take() {
            ARMED.with_borrow_mut(|(_, all)| all.remove(&id));
        }
    }
}

impl<F> Drop for Timed<F> {
    fn drop(&mut self) {
        self.disarm();
    }
}

/// Whole nanoseconds; what is longer than five centuries is that long.
fn duration(ms: f64) -> Duration {
    Duration::from_nanos((ms * 1e6).round() as u64)
}

fn sleep_to(runtime: u32, deadline: Instant) -> u32 {
    let future = Box::pin(tokio::time::sleep_until(deadline));
    let timed = Timed { future, runtime, deadline, armed: None };
    insert_future(async move {
        timed.await;
        Answer::unit()
    })
}

/// 0 outside of a runtime.
#[export_name = "tokio_sleep"]
pub extern "C" fn sleep(ms: f64) -> u32 {
    let Some(runtime) = current() else { return 0 };
    sleep_to(runtime, Instant::now() + duration(ms))
}

/// `ms` since the runtime was built; 0 outside of one.
#[export_name = "tokio_sleep_until"]
pub extern "C" fn sleep_until(ms: f64) -> u32 {
    let Some(runtime) = current() else { return 0 };
    sleep_to(runtime, start_of(runtime) + duration(ms))
}

/// 0 outside of a runtime, and then the page keeps its future.
#[export_name = "tokio_timeout"]
pub extern "C" fn timeout(ms: f64, future: u32) -> u32 {
    let Some(runtime) = current() else { return 0 };
    let deadline = Instant::now() + duration(ms);
    let future = Box::pin(tokio::time::timeout_at(deadline, PageFuture::new(future)));
    let timed = Timed { future, runtime, deadline, armed: None };
    insert_future(async move {
        match timed.await {
            Ok(output) => Answer::of(output),
            Err(_elapsed) => Answer(Status::Closed, 0),
        }
    })
}
