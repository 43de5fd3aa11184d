// check: newest-waker
// says: the waker of an earlier poll of gather
// The waker of the first poll is handed to the children forever.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Polls every future to completion, concurrently, on the current task; results in input order.
pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();

    let mut first: Option<Waker> = None;

    poll_fn(|cx| {
        let waker = first.get_or_insert_with(|| cx.waker().clone());
        for (slot, result) in slots.iter_mut().zip(&mut results) {
            let Some(child) = slot else { continue };
            if let Poll::Ready(value) = Pin::new(child).poll(&mut Context::from_waker(waker)) {
                *result = Some(value);
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
