// check: first-poll
// says: first poll polled child 0 (Pending), but not
// One child after another: each begins when the one before it is done.
use std::future::Future;

pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let mut results = Vec::new();
    for future in futures {
        results.push(future.await);
    }
    results
}
