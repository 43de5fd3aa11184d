// check: busy
// says: Its task never heard the signal
// Waits for the next notification: one that came during a write is lost.

use super::week_01::gather::gather;
use super::week_01::histogram::Histogram;
use std::future::Future;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

pub trait Listener: Send + 'static {
    type Connection: Connection;
    fn accept(&mut self) -> impl Future<Output = Self::Connection> + Send;
}

pub trait Connection: Send + 'static {
    fn read(&mut self) -> impl Future<Output = io::Result<Option<String>>> + Send;
    fn try_read(&mut self) -> Option<String>;
    fn write(&mut self, request: &str) -> impl Future<Output = io::Result<()>> + Send;
    fn close(self);
}

pub struct Shutdown {
    pub answered: Vec<usize>,
    pub kept: Histogram,
}

/// Wakes who waits for it; the time of the signal is beside it.
type Signal = Arc<(Notify, OnceLock<Instant>)>;

pub struct ConnectionManager {
    signal: Signal,
    grace: Duration,
}

impl ConnectionManager {
    pub fn new(grace: Duration) -> Self {
        Self { signal: Signal::default(), grace }
    }

    pub async fn run<L: Listener>(&self, mut listener: L) -> Shutdown {
        let mut open = Vec::new();
        loop {
            tokio::select! {
                biased;
                () = signalled(&self.signal) => break,
                connection = listener.accept() => {
                    open.push(tokio::spawn(serve(connection, self.signal.clone(), self.grace)));
                }
            }
        }
        // Whoever is still waiting to be accepted can go to another server.
        drop(listener);
        let mut shutdown = Shutdown { answered: Vec::new(), kept: Histogram::new() };
        for served in gather(open).await {
            let (answered, kept) = served.expect("a connection's task does not panic");
            shutdown.answered.push(answered);
            if let Some(kept) = kept {
                shutdown.kept.record(kept.as_nanos() as u64);
            }
        }
        shutdown
    }

    pub fn shutdown(&self) {
        // A second signal moves no deadline.
        if self.signal.1.set(Instant::now()).is_ok() {
            self.signal.0.notify_waiters();
        }
    }
}

/// Ready once the signal has come, however long ago.
async fn signalled((notify, at): &(Notify, OnceLock<Instant>)) {
    // Made before the question is asked: `notify_waiters` reaches it from here on.
    let notified = notify.notified();
    if at.get().is_none() {
        notified.await;
    }
}

/// @returns how many requests it answered, and how long it was open after the signal
async fn serve(
    mut connection: impl Connection,
    signal: Signal,
    grace: Duration,
) -> (usize, Option<Duration>) {
    let mut answered = 0;
    while let Some(request) = next_request(&mut connection, &signal, grace).await {
        // Nothing is awaited beside the write, so nothing can cut it.
        if connection.write(&request).await.is_err() {
            break; // This connection is broken; the others are not.
        }
        answered += 1;
    }
    connection.close();
    let kept = signal.1.get().map(|at| at.elapsed());
    (answered, kept)
}

/// Before the signal, the next to come; after it, one that is there already, until the deadline.
async fn next_request(connection: &mut impl Connection, signal: &Signal, grace: Duration) -> Option<String> {
    tokio::select! {
        biased;
        () = signal.0.notified() => {}
        request = connection.read() => {
            let request = request.ok().flatten();
            return if in_time(signal, grace) { request } else { None };
        }
    }
    if in_time(signal, grace) {
        connection.try_read()
    } else {
        None
    }
}

fn in_time(signal: &Signal, grace: Duration) -> bool {
    signal.1.get().is_none_or(|at| Instant::now() < *at + grace)
}
