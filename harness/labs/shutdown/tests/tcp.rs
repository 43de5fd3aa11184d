//! What holds of a right shutdown on real sockets, however slow the machine: no test asserts a time.

use shutdown::client::{client, Seen};
use shutdown::manager::{ConnectionManager, Shutdown};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::mpsc::unbounded_channel;
use week01::gather;

const CLIENTS: usize = 8;
const REQUESTS: &[u64] = &[20, 20, 20];

/// The signal comes when every client is being answered; then a late one tries its luck, the last that is returned.
async fn played(grace: Duration) -> (Shutdown, Vec<Seen>, std::io::Result<Seen>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let manager = ConnectionManager::new(grace);
    let mut busy = Vec::new();
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let (working, begins) = unbounded_channel();
        busy.push(begins);
        clients.push(tokio::spawn(client(address, REQUESTS, working)));
    }
    let signal = async {
        for begins in &mut busy {
            begins.recv().await.expect("an answer");
        }
        manager.shutdown();
        client(address, REQUESTS, unbounded_channel().0).await
    };
    let (shutdown, late) = tokio::join!(manager.run(listener), signal);
    let seen = gather(clients).await.into_iter().map(|client| client.unwrap().unwrap());
    (shutdown, seen.collect(), late)
}

#[tokio::test]
async fn with_enough_grace_everything_that_was_asked_is_answered() {
    let (shutdown, seen, _) = played(Duration::from_secs(600)).await;
    let all = Seen { began: REQUESTS.len(), whole: REQUESTS.len(), goodbye: true };
    assert!(seen.iter().all(|seen| *seen == all), "{seen:?}");
    assert_eq!(shutdown.answered, [REQUESTS.len(); CLIENTS]);
    assert_eq!(shutdown.kept.count(), CLIENTS as u64);
}

#[tokio::test]
async fn without_grace_what_has_begun_is_finished_and_said_goodbye_to() {
    let (shutdown, seen, _) = played(Duration::ZERO).await;
    assert!(seen.iter().all(|seen| seen.began >= 1 && seen.whole == seen.began && seen.goodbye), "{seen:?}");
    assert_eq!(shutdown.answered.iter().sum::<usize>(), seen.iter().map(|seen| seen.whole).sum());
    assert_eq!(shutdown.answered.len(), CLIENTS);
}

#[tokio::test]
async fn after_the_signal_nobody_gets_in() {
    let (_, _, late) = played(Duration::from_secs(600)).await;
    // Refused, or let go before it was accepted: no answer, and no goodbye either.
    assert!(late.as_ref().is_ok_and(|seen| *seen == Seen::default()) || late.is_err(), "{late:?}");
}
