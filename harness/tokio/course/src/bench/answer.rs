//! The learner's code as plain functions, so that the same measurement code works for all answers.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::task::{JoinError, JoinHandle};

use super::super::learner::{Gathered, Histogram};
use super::super::panics::panic_text;
use super::batches::Batch;
use super::work::{work, WORK_ROUNDS};

/// What the learner's file exports; None for anything outside its exercise.
#[derive(Clone, Copy, Default)]
pub struct Answer {
    pub gather: Option<Gather>,
    pub histogram: Option<fn() -> Box<dyn Histogram>>,
}

/// The same gather, over three types of future.
#[derive(Clone, Copy)]
pub struct Gather {
    /// Collects the batches of a round.
    pub batches: fn(Vec<JoinHandle<Batch>>) -> Gathered<Joined<Batch>>,
    /// The jobs themselves, inline and spawned. `Send`, because the task that runs them may change threads.
    pub jobs: fn(Vec<Job>) -> SendGathered<u32>,
    pub handles: fn(Vec<JoinHandle<u32>>) -> SendGathered<Joined<u32>>,
}

type SendGathered<T> = Pin<Box<dyn Future<Output = Vec<T>> + Send>>;
pub type Joined<T> = Result<T, JoinError>;

/// `async { work(index) }` that can be moved, as gather requires of its futures.
pub struct Job(pub u32);

impl Future for Job {
    type Output = u32;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        Poll::Ready(work(self.0, WORK_ROUNDS))
    }
}

/// A Histogram as closures, one per method, because the type itself is the learner's.
pub fn called<H: 'static>(
    histogram: H,
    record: fn(&mut H, u64),
    percentile: fn(&H, f64) -> u64,
    count: fn(&H) -> u64,
) -> Box<dyn Histogram> {
    Box::new(Called { histogram, record, percentile, count })
}

struct Called<H> {
    histogram: H,
    record: fn(&mut H, u64),
    percentile: fn(&H, f64) -> u64,
    count: fn(&H) -> u64,
}

impl<H> Histogram for Called<H> {
    fn record(&mut self, ns: u64) {
        (self.record)(&mut self.histogram, ns);
    }
    fn percentile(&self, q: f64) -> u64 {
        (self.percentile)(&self.histogram, q)
    }
    fn count(&self) -> u64 {
        (self.count)(&self.histogram)
    }
    /// The measurement does not use it.
    fn mean(&self) -> Option<u64> {
        None
    }
}

const LONGEST: usize = 300;

/// One sentence about a panic in the learner's code; truncates the message, which may have any length.
pub fn reason_of(panic: &(dyn Any + Send)) -> String {
    let text = panic_text(panic);
    if text.starts_with("not yet implemented") {
        return "it is still to be written.".into();
    }
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    format!("it panicked: {text}")
}
