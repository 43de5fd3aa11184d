//! Twenty clients at work, a signal after half a second or at Ctrl-C, and how long the last connections kept the server.

use shutdown::client::client;
use shutdown::manager::ConnectionManager;
use std::convert::Infallible;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::sleep;
use week01::gather;

const CLIENTS: usize = 20;
const REQUESTS: usize = 20;
const SIGNAL_AFTER: Duration = Duration::from_millis(500);
const GRACE: Duration = Duration::from_millis(100);
/// Far more than the grace and an answer.
const PATIENCE: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let manager = ConnectionManager::new(GRACE);
    // From 5 to 100 ms, so that some finish at once and some keep everybody waiting.
    let clients = (1..=CLIENTS).map(|n| async move {
        let (working, _) = unbounded_channel();
        client(address, &[5 * n as u64; REQUESTS], working).await
    });
    let clients = tokio::spawn(gather(clients.map(Box::pin).collect()));
    let shutdown = tokio::select! {
        shutdown = manager.run(listener) => shutdown,
        never = signal(&manager) => match never {},
    };

    let (mut half, mut dropped) = (0, 0);
    for seen in clients.await.expect("the clients do not panic") {
        let seen = seen?;
        half += seen.began - seen.whole;
        dropped += usize::from(!seen.goodbye);
    }
    let ms = |q| shutdown.kept.percentile(q) as f64 / 1e6;
    println!(
        "{} requests answered on {} connections",
        shutdown.answered.iter().sum::<usize>(),
        shutdown.answered.len()
    );
    println!("{half} answers cut in half, {dropped} connections dropped without a goodbye");
    println!("{} connections were open at the signal; grace {} ms", shutdown.kept.count(), GRACE.as_millis());
    println!(
        "how long they kept you: p50 {:.1} ms, p90 {:.1} ms, the last {:.1} ms",
        ms(0.5),
        ms(0.9),
        ms(1.0)
    );
    Ok(())
}

/// Gives the signal, and says so while `run` does not end. From the first Ctrl-C on, tokio takes each one, so a second has
/// to end the process here.
async fn signal(manager: &ConnectionManager) -> Infallible {
    tokio::select! {
        () = sleep(SIGNAL_AFTER) => {}
        _ = ctrl_c() => {}
    }
    manager.shutdown();
    let mut waited = Duration::ZERO;
    loop {
        tokio::select! {
            () = sleep(PATIENCE) => waited += PATIENCE,
            _ = ctrl_c() => std::process::exit(130),
        }
        eprintln!(
            "{} s after the signal, `run` is not ready. `cargo test --package shutdown` says who never heard it; Ctrl-C ends \
             this program.",
            waited.as_secs()
        );
    }
}
