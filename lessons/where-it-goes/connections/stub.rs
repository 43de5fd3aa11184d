//! Lab A: a server's connections, and a shutdown that finishes what it has begun.

use super::week_01::histogram::Histogram;
use std::future::Future;
use std::io;
use std::time::Duration;

// What the server gives you. A read or an accept that is dropped loses nothing; a write that is dropped leaves half an
// answer on the wire.

pub trait Listener: Send + 'static {
    type Connection: Connection;

    /// Waits for the next peer.
    fn accept(&mut self) -> impl Future<Output = Self::Connection> + Send;
}

pub trait Connection: Send + 'static {
    /// Waits for the next request; `Ok(None)` once the peer has hung up. An error when the connection breaks.
    fn read(&mut self) -> impl Future<Output = io::Result<Option<String>>> + Send;

    /// A request that has arrived already; None if there is none.
    fn try_read(&mut self) -> Option<String>;

    /// Answers one request. That takes a while. An error when the connection breaks.
    fn write(&mut self, request: &str) -> impl Future<Output = io::Result<()>> + Send;

    /// Says goodbye: once, and last. A connection that is only dropped has not been closed.
    fn close(self);
}

/// What `run` is ready with.
pub struct Shutdown {
    /// How many requests each connection answered, in the order in which the connections were accepted.
    pub answered: Vec<usize>,
    /// How long each connection that was open at the signal kept you: from the signal to its close, in ns.
    pub kept: Histogram,
}

pub struct ConnectionManager {}

impl ConnectionManager {
    /// `grace` is how long after the signal a connection may still begin an answer.
    pub fn new(grace: Duration) -> Self {
        let _ = grace;
        Self {}
    }

    /// Accepts and serves until the signal comes, and is ready when the last connection has closed.
    pub async fn run<L: Listener>(&self, listener: L) -> Shutdown {
        // - Accept in a loop, and spawn a task for each connection. Stop accepting when the signal comes.
        // - A connection reads, answers, and reads again. After the signal it answers what has arrived already, begins no
        //   answer past the deadline, finishes every answer that it has begun, and closes.
        // - `gather` the JoinHandles: they are futures, and Unpin. Record in a Histogram how long each connection kept you.
        //
        // Hint: `use super::week_01::gather::gather;` is your own gather once it has passed.
        // Hint: count time with `tokio::time::Instant`: the checks' clock is virtual.
        let _ = listener;
        todo!("ConnectionManager::run")
    }

    /// The signal. Every task has to hear it, whatever it is doing at the time.
    pub fn shutdown(&self) {
        todo!("ConnectionManager::shutdown")
    }
}
