//! Runs the learner's gather in the measured path; whatever it does, the measurement can continue without it.

use std::future::{poll_fn, Future};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::task::JoinHandle;

use super::answer::{reason_of, Gather, Joined};
use super::batches::Batch;

/// A correct gather is polled at most five times for three tasks; one that keeps waking itself would never end.
const MAX_POLLS: u32 = 64;

/// The gather in use, or why there is none.
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

    /// From here on the measurement runs without it.
    pub fn give_up(&mut self, reason: String) {
        self.0 = Err(reason);
    }

    /// # Errors
    /// When it panics or polls forever: then call `give_up`.
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

/// Replaces an unusable gather: awaits one after the other, which gives the same results.
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
/// When the learner's `work` panics.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| reason_of(panic.as_ref()))
}
