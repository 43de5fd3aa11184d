// check: apart
// says: returned
// How many children are running is counted in a static.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::Poll;

static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Polls every future to completion, concurrently, on the current task; results in input order.
pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();

    RUNNING.store(slots.len(), Relaxed);
    poll_fn(|cx| {
        for (slot, result) in slots.iter_mut().zip(&mut results) {
            let Some(child) = slot else { continue };
            if let Poll::Ready(value) = Pin::new(child).poll(cx) {
                *result = Some(value);
                *slot = None;
                RUNNING.fetch_sub(1, Relaxed);
            }
        }
        if RUNNING.load(Relaxed) == 0 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;

    results.into_iter().flatten().collect()
}
