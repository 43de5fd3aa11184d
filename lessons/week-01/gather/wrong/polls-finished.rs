// check: finished
// says: polled again, but it had been ready with
// The results say who is done, and nobody asks them.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::Poll;

pub async fn gather<F, T>(mut futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    poll_fn(|cx| {
        for (future, result) in futures.iter_mut().zip(&mut results) {
            if let Poll::Ready(value) = Pin::new(future).poll(cx) {
                *result = Some(value);
            }
        }
        if results.iter().all(Option::is_some) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    results.into_iter().flatten().collect()
}
