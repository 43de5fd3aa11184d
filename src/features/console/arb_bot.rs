//! An arb bot with one fault in each of four tasks; find them with tokio-console.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use tokio::{sync::mpsc, task, time};

/// Stands in for computing: holds the thread without yielding.
fn compute(micros: u64) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_micros(micros) {
        std::hint::spin_loop();
    }
}

#[track_caller]
fn go<F>(name: &str, future: F)
where
    F: Future<Output = ()> + Send + 'static,
{
    task::Builder::new().name(name).spawn(future).unwrap();
}

async fn feed(to: mpsc::Sender<u64>) {
    let mut tick = time::interval(Duration::from_millis(4));
    let mut datagram = [0_u8; 1_500];
    for price in 0.. {
        tick.tick().await;
        datagram[0] = price as u8;
        compute(30); // decodes it
        let _ = to.send(price).await;
    }
    std::hint::black_box(&datagram);
}

async fn book(mut prices: mpsc::Receiver<u64>, desk: Arc<Mutex<Desk>>) {
    while let Some(price) = prices.recv().await {
        compute(20);
        if price % 32 == 31 {
            compute(9_000); // takes a fresh copy of the whole book
        }
        if price % 175 == 174 {
            go("order", order(desk.clone()));
        }
    }
}

async fn order(desk: Arc<Mutex<Desk>>) {
    compute(60);
    time::sleep(Duration::from_millis(12)).await; // the exchange answers
    let waker = {
        let mut desk = desk.lock().unwrap();
        desk.filled += 1;
        desk.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// Waits for a spread between 40 pairs of prices.
fn spread(best: Arc<AtomicU64>) -> impl Future<Output = ()> {
    poll_fn(move |cx| {
        compute(800);
        if best.load(Relaxed) > 0 {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
}

#[derive(Default)]
struct Desk {
    filled: u64,
    waker: Option<Waker>,
}

/// The number of fills on one page of the desk's book.
const PAGE: u64 = 30;

/// Ready once there are that many fills.
struct Fills {
    desk: Arc<Mutex<Desk>>,
    upto: u64,
}

impl Future for Fills {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut desk = self.desk.lock().unwrap();
        if desk.filled >= self.upto {
            return Poll::Ready(());
        }
        if desk.filled < PAGE {
            desk.waker = Some(cx.waker().clone());
        }
        Poll::Pending
    }
}

async fn fills(desk: Arc<Mutex<Desk>>) {
    for batch in 1.. {
        Fills {
            desk: desk.clone(),
            upto: batch * 10,
        }
        .await;
        compute(80);
    }
}

async fn risk() {
    let mut tick = time::interval(Duration::from_millis(100));
    loop {
        tick.tick().await;
        compute(3_600); // every position against every scenario
    }
}

async fn heartbeat() {
    let mut tick = time::interval(Duration::from_millis(250));
    loop {
        tick.tick().await;
        compute(10);
    }
}

async fn snapshot() {
    let mut tick = time::interval(Duration::from_secs(5));
    loop {
        let mut page = [0_u8; 20_480];
        tick.tick().await;
        page[0] = 1;
        compute(120);
        time::sleep(Duration::from_millis(4)).await; // the disk
        std::hint::black_box(&page);
    }
}

/// Replays last week's prices.
async fn replay() {
    for _ in 0..40_000 {
        compute(10_000);
    }
}

#[tokio::main(worker_threads = 3)]
async fn main() {
    console_subscriber::init();
    let desk = Arc::new(Mutex::new(Desk::default()));
    let (prices, inbox) = mpsc::channel(256);
    go("feed-a", feed(prices.clone()));
    go("feed-b", feed(prices));
    go("book", book(inbox, desk.clone()));
    go("spread", spread(Arc::new(AtomicU64::new(0))));
    go("fills", fills(desk));
    go("risk", risk());
    go("heartbeat", heartbeat());
    go("snapshot", snapshot());
    time::sleep(Duration::from_secs(15)).await;
    go("replay", replay());
    std::future::pending::<()>().await;
}
