//! Lab A: a server's connections, and a shutdown that finishes what it has begun.

use super::week_01::gather::gather;
use super::week_01::histogram::Histogram;
use std::future::Future;
use std::io;
use std::time::Duration;
use tokio::sync::watch;
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

/// When the signal came, if it has: a value that stays, for tasks that were busy at the time.
type Signal = watch::Receiver<Option<Instant>>;

pub struct ConnectionManager {
    signal: watch::Sender<Option<Instant>>,
    grace: Duration,
}

impl ConnectionManager {
    pub fn new(grace: Duration) -> Self {
        Self { signal: watch::Sender::new(None), grace }
    }

    pub async fn run<L: Listener>(&self, mut listener: L) -> Shutdown {
        let mut signal = self.signal.subscribe();
        let mut open = Vec::new();
        loop {
            tokio::select! {
                biased;
                _ = signal.wait_for(Option::is_some) => break,
                connection = listener.accept() => {
                    open.push(tokio::spawn(serve(connection, self.signal.subscribe(), self.grace)));
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
        self.signal.send_if_modified(|at| {
            let first = at.is_none();
            at.get_or_insert_with(Instant::now);
            first
        });
    }
}

/// @returns how many requests it answered, and how long it was open after the signal
async fn serve(
    mut connection: impl Connection,
    mut signal: Signal,
    grace: Duration,
) -> (usize, Option<Duration>) {
    let mut answered = 0;
    while let Some(request) = next_request(&mut connection, &mut signal, grace).await {
        // Nothing is awaited beside the write, so nothing can cut it.
        if connection.write(&request).await.is_err() {
            break; // This connection is broken; the others are not.
        }
        answered += 1;
    }
    connection.close();
    let kept = signal.borrow().map(|at| at.elapsed());
    (answered, kept)
}

/// Before the signal, the next to come; after it, one that is there already, until the deadline.
async fn next_request(
    connection: &mut impl Connection,
    signal: &mut Signal,
    grace: Duration,
) -> Option<String> {
    let at = tokio::select! {
        biased;
        at = signal.wait_for(Option::is_some) => at.ok().and_then(|at| *at),
        request = connection.read() => return request.ok().flatten(),
    };
    let deadline = at? + grace;
    if Instant::now() < deadline {
        connection.try_read()
    } else {
        None
    }
}
