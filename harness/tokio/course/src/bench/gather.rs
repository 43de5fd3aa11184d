//! The learner's gather in the measured path, held so that whatever it does, the measurement goes on without it.

use std::future::{poll_fn, Future};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::task::JoinHandle;

use super::answer::{reason_of, Gather, Joined};
use super::batches::Batch;

/// A right gather is polled at most five times for three tasks; one that keeps waking itself would never let go.
const MAX_POLLS: u32 = 64;

/// The gather that takes part, or why none does.
pub struct GuardedGather(Result<Gather, String>);

impl GuardedGather {
    pub fn new(gather: Option<Gather>) -> Self {
        GuardedGather(gather.ok_or_else(|| "the exercise asks for none.".into()))
    }

    pub fn without(reason: String) -> Self {
        GuardedGather(Err(reason))
    }

    pub fn gather(&self) -> Result<Gather, &str> {
        self.0.as_ref().copied().map_err(String::as_str)
    }

    /// From here on the measurement goes without it.
    pub fn give_up(&mut self, reason: String) {
        self.0 = Err(reason);
    }

    /// # Errors
    /// When it panics, or is polled without end: then `give_up`.
    pub async fn collect(&self, handles: Vec<JoinHandle<Batch>>) -> Result<Vec<Joined<Batch>>, String> {
        let Ok(gather) = self.gather() else { return Ok(plainly(handles).await) };
        let mut inner = guarded(|| (gather.batches)(handles))?;
        let mut polls = 0;
        poll_fn(|cx| {
            polls += 1;
            if polls > MAX_POLLS {
                return Poll::Ready(Err("it kept waking itself while nothing had happened.".into()));
            }
            poll_guarded(inner.as_mut(), cx)
        })
        .await
    }

    /// # Errors
    /// Unless `results` are exactly what the tasks returned, in their order.
    pub fn verify(&self, results: &[Joined<Batch>], expected: &[Option<Batch>]) -> Result<(), String> {
        let same = results.len() == expected.len()
            && results.iter().zip(expected).all(|(result, batch)| result.as_ref().ok() == batch.as_ref());
        match same {
            true => Ok(()),
            false => {
                Err("it gave back something else than what the tasks returned, or in another order."
                    .to_owned())
            }
        }
    }
}

/// Stands in for a gather that cannot be used: awaits one after the other, which gives the same results.
async fn plainly(handles: Vec<JoinHandle<Batch>>) -> Vec<Joined<Batch>> {
    let mut results = Vec::with_capacity(handles.len());
    for handle in handles {
        results.push(handle.await);
    }
    results
}

fn poll_guarded<T>(
    inner: Pin<&mut (dyn Future<Output = T> + 'static)>,
    cx: &mut Context<'_>,
) -> Poll<Result<T, String>> {
    match guarded(|| inner.poll(cx)) {
        Ok(polled) => polled.map(Ok),
        Err(reason) => Poll::Ready(Err(reason)),
    }
}

/// # Errors
/// When `work`, the learner's, panics.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| reason_of(panic.as_ref()))
}
