// check: first-poll
// says: did not end within
// It waits for a flag that nobody sets.
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};

static DONE: AtomicBool = AtomicBool::new(false);

pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    while !DONE.load(Ordering::Relaxed) {}
    drop(futures);
    Vec::new()
}
