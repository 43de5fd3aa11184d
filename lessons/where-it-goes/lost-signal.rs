//! The signal comes while one connection waits and the other writes:
//! `notify_waiters` reaches the one that waits.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

async fn connection(name: &'static str, ms: u64, signal: Arc<Notify>) {
    sleep(Duration::from_millis(ms)).await; // an answer
    signal.notified().await;
    println!("{name} closes");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let signal = Arc::new(Notify::new());
    let idle = tokio::spawn(connection("idle", 1, signal.clone()));
    let busy = tokio::spawn(connection("busy", 20, signal.clone()));
    sleep(Duration::from_millis(10)).await;
    signal.notify_waiters();
    idle.await.unwrap();
    if timeout(Duration::from_millis(100), busy).await.is_err() {
        println!("busy never heard it");
    }
}
