//! The open loop: each request has a time at which it is due, whether or not the others are answered.

use crate::client::Connection;
use crate::plan::Plan;
use crate::recorder::Recorder;
use crate::Error;
use std::sync::Arc;
use std::thread;
use std::time::Instant;
use tokio::sync::mpsc::{unbounded_channel, UnboundedReceiver, UnboundedSender};
use tokio::sync::Mutex;
use week01::gather;

/// The same requests by two clocks.
#[derive(Default)]
pub struct Measured {
    /// From the send: without the wait for a free connection.
    pub from_send: Recorder,
    /// From when it was due: what a user has waited.
    pub from_due: Recorder,
}

type Due = Arc<Mutex<UnboundedReceiver<Instant>>>;

pub async fn run(plan: Plan, start: Instant, connections: Vec<Connection>) -> Result<Measured, Error> {
    let (requests, due) = unbounded_channel();
    let due = Arc::new(Mutex::new(due));
    // tokio's timer ticks once a millisecond, too coarse to send every two; a thread of its own sleeps more exactly.
    let clock = thread::spawn(move || tick(plan, start, &requests));
    let senders = connections.into_iter().map(|connection| Box::pin(sender(due.clone(), connection)));
    let mut measured = Measured::default();
    for samples in gather(senders.collect()).await {
        for Sample { due, sent, answered } in samples? {
            measured.from_send.record(sent, answered - sent);
            measured.from_due.record(due, answered - due);
        }
    }
    clock.join().map_err(|_| "the clock's thread panicked")?;
    Ok(measured)
}

/// Says when each request is due. It never waits for an answer.
fn tick(plan: Plan, start: Instant, requests: &UnboundedSender<Instant>) {
    for index in 0..plan.planned() {
        let due = start + plan.due(index);
        thread::sleep(due.saturating_duration_since(Instant::now()));
        if requests.send(due).is_err() {
            return;
        }
    }
}

struct Sample {
    due: Instant,
    sent: Instant,
    answered: Instant,
}

/// Sends the oldest request that is due, whenever its connection is free.
async fn sender(due: Due, mut connection: Connection) -> Result<Vec<Sample>, Error> {
    let mut samples = Vec::new();
    loop {
        let next = due.lock().await.recv().await;
        let Some(due) = next else { return Ok(samples) };
        let sent = Instant::now();
        connection.get("/quote").await?;
        samples.push(Sample { due, sent, answered: Instant::now() });
    }
}
