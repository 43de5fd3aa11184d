// check: any-number
// says: bytes allocated
// The list of slots is never given back, though its children are.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::Poll;

/// Polls every future to completion, concurrently, on the current task; results in input order.
pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    // A slot says by itself whether its child is done: a future must not be polled again after Ready.
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();

    poll_fn(|cx| {
        for (slot, result) in slots.iter_mut().zip(&mut results) {
            let Some(child) = slot else { continue };
            // The child gets the waker of *this* poll: our task may have moved since the last one,
            // and only the newest waker is sure to reach it.
            if let Poll::Ready(value) = Pin::new(child).poll(cx) {
                *result = Some(value);
                *slot = None;
            }
        }
        // Pending is honest here: each child that is still running holds our waker. A child that was
        // woken during this very sweep has woken our task as well, so we will be polled again.
        if slots.iter().all(Option::is_none) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    let _ = std::mem::ManuallyDrop::new(slots);

    results.into_iter().flatten().collect()
}
