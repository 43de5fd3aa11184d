// check: in-place
// says: gather spawned 3 tasks
// Spawned when gather is called, before anybody polls it.
use std::future::Future;

pub fn gather<F, T>(futures: Vec<F>) -> impl Future<Output = Vec<T>>
where
    F: Future<Output = T> + Unpin + Send + 'static,
    T: Send + 'static,
{
    let handles: Vec<_> = futures.into_iter().map(tokio::spawn).collect();
    async move {
        let mut results = Vec::new();
        for handle in handles {
            results.push(handle.await.unwrap());
        }
        results
    }
}
