//! A feed sends faster than its consumer takes: at capacity 1 each send waits for the one before it.
use tokio::sync::mpsc;

async fn feed(ticks: mpsc::Sender<u32>) {
    for price in [101, 99, 104, 98] {
        if ticks.send(price).await.is_err() {
            return;
        }
    }
}

async fn consume(mut ticks: mpsc::Receiver<u32>) -> u32 {
    let mut best = 0;
    while let Some(price) = ticks.recv().await {
        best = best.max(price);
    }
    best
}

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    let desk = tokio::spawn(async {
        let (ticks, inbox) = mpsc::channel(1);
        let feed = tokio::spawn(feed(ticks));
        let best = tokio::spawn(consume(inbox)).await.unwrap();
        feed.await.unwrap();
        println!("best price {best}");
    });
    desk.await.unwrap();
}
