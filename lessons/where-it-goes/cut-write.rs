//! Two answers of 30 ms and a deadline at 20 ms: one is inside a `timeout`,
//! the other looks at the clock when it is done.
use std::time::Duration;
use tokio::time::{sleep, timeout, Instant};

async fn answer(to: &'static str) {
    sleep(Duration::from_millis(15)).await;
    println!("{to}: first half");
    sleep(Duration::from_millis(15)).await;
    println!("{to}: second half");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let deadline = Instant::now() + Duration::from_millis(20);
    let cut = tokio::spawn(async {
        timeout(Duration::from_millis(20), answer("a")).await.is_err()
    });
    let whole = tokio::spawn(async move {
        answer("b").await;
        Instant::now() >= deadline
    });
    println!("a was cut: {}", cut.await.unwrap());
    println!("b begins no other: {}", whole.await.unwrap());
}
