// check: lazy
// says: Calling gather polled child 0, child 1 and child 2
// The children are polled when gather is called.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Polls every future to completion, concurrently, on the current task; results in input order.
pub fn gather<F, T>(futures: Vec<F>) -> impl Future<Output = Vec<T>>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();

    let mut early = Context::from_waker(Waker::noop());
    for (slot, result) in slots.iter_mut().zip(&mut results) {
        let Some(child) = slot else { continue };
        if let Poll::Ready(value) = Pin::new(child).poll(&mut early) {
            *result = Some(value);
            *slot = None;
        }
    }

    async move {
        poll_fn(|cx| {
            for (slot, result) in slots.iter_mut().zip(&mut results) {
                let Some(child) = slot else { continue };
                if let Poll::Ready(value) = Pin::new(child).poll(cx) {
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
}
