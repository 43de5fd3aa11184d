// check: one-poll
// says: a second time, but nothing had woken it since the first
// It sweeps again for as long as some child finishes.
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
        let mut progress = true;
        while progress {
            progress = false;
            for (slot, result) in slots.iter_mut().zip(&mut results) {
                let Some(child) = slot else { continue };
                if let Poll::Ready(value) = Pin::new(child).poll(cx) {
                    *result = Some(value);
                    *slot = None;
                    progress = true;
                }
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
