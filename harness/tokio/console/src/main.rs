//! The project of Day 5 with the lines that let a page watch it directly: `grpc-web <origin> <port>`.
mod console;

use std::time::{Duration, Instant};
use tokio::{sync::mpsc, task, time};

/// Stands in for computing: holds the thread and yields nothing.
fn compute(duration: Duration) {
    let start = Instant::now();
    while start.elapsed() < duration {
        std::hint::spin_loop();
    }
}

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let origin = args.next().expect("the page's origin");
    let port = args.next().and_then(|port| port.parse().ok());
    console::init(&origin, port.expect("a port"));
    let (orders, mut inbox) = mpsc::channel::<u64>(64);

    let feed = task::Builder::new().name("feed").spawn(async move {
        let mut tick = time::interval(Duration::from_millis(1));
        for order in 0.. {
            tick.tick().await;
            if orders.send(order).await.is_err() {
                break;
            }
        }
    });
    let book = task::Builder::new().name("book").spawn(async move {
        while let Some(order) = inbox.recv().await {
            if order % 50 == 0 {
                compute(Duration::from_millis(8)); // rebuilds the whole book
            }
        }
    });
    let report = task::Builder::new().name("report").spawn(async {
        let mut tick = time::interval(Duration::from_millis(100));
        loop {
            tick.tick().await;
            compute(Duration::from_millis(2));
        }
    });
    let _ = tokio::join!(feed.unwrap(), book.unwrap(), report.unwrap());
}
