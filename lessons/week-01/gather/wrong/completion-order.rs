// check: order
// says: got Ready(["a", "c", "b"])
// Results in the order in which the children finish.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::Poll;

/// Polls every future to completion, concurrently, on the current task; results in input order.
pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = Vec::new();
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();

    poll_fn(|cx| {
        for slot in &mut slots {
            let Some(child) = slot else { continue };
            if let Poll::Ready(value) = Pin::new(child).poll(cx) {
                results.push(Some(value));
                *slot = None;
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
