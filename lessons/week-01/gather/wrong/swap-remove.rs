// check: first-poll
// says: but not child 3
// swap_remove moves the last child to the index just done, and the sweep goes on after it.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::Poll;

pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    let mut running: Vec<(usize, F)> = futures.into_iter().enumerate().collect();
    poll_fn(|cx| {
        let mut at = 0;
        while at < running.len() {
            if let Poll::Ready(value) = Pin::new(&mut running[at].1).poll(cx) {
                results[running[at].0] = Some(value);
                running.swap_remove(at);
            }
            at += 1;
        }
        if running.is_empty() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    results.into_iter().flatten().collect()
}
