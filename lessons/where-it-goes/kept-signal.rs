//! The same two connections, and a signal that stays:
//! a watch channel holds its value for whoever asks later.
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

async fn connection(name: &'static str, ms: u64, mut signal: watch::Receiver<bool>) {
    sleep(Duration::from_millis(ms)).await; // an answer
    signal.wait_for(|sent| *sent).await.unwrap();
    println!("{name} closes");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (send, signal) = watch::channel(false);
    let idle = tokio::spawn(connection("idle", 1, signal.clone()));
    let busy = tokio::spawn(connection("busy", 20, signal));
    sleep(Duration::from_millis(10)).await;
    send.send(true).unwrap();
    idle.await.unwrap();
    if timeout(Duration::from_millis(100), busy).await.is_err() {
        println!("busy never heard it");
    }
}
