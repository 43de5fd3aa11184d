// check: first-poll
// says: child 0 (Pending), but not
// The sweep ends at the first child that is not.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::Poll;

/// Polls every future to completion, concurrently, on the current task; results in input order.
pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();

    poll_fn(|cx| {
        for (slot, result) in slots.iter_mut().zip(&mut results) {
            let Some(child) = slot else { continue };
            if let Poll::Ready(value) = Pin::new(child).poll(cx) {
                *result = Some(value);
                *slot = None;
            } else {
                break;
            }
        }
        if slots.iter().all(Option::is_none) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;

    results.into_iter().flatten().collect()
}
