// check: wakes
// says: polled no child at all
// What it does when it made no progress never ends.
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

    let mut progress = true;
    while progress {
        poll_fn(|cx| {
            for (slot, result) in slots.iter_mut().zip(&mut results) {
                let Some(child) = slot else { continue };
                if let Poll::Ready(value) = Pin::new(child).poll(cx) {
                    *result = Some(value);
                    *slot = None;
                }
            }
            Poll::Ready(())
        })
        .await;
        if slots.iter().all(Option::is_none) {
            break;
        }
        progress = false;
    }
    if slots.iter().any(Option::is_some) {
        std::future::pending::<()>().await;
    }

    results.into_iter().flatten().collect()
}
