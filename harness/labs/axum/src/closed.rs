//! The closed loop: each client waits for its answer before it sends again, so a stall also stops the load.

use crate::client::Connection;
use crate::plan::Plan;
use crate::recorder::Recorder;
use crate::Error;
use std::time::{Duration, Instant};
use week01::gather;

/// What the clients measured, from the send.
pub async fn run(plan: Plan, start: Instant, connections: Vec<Connection>) -> Result<Recorder, Error> {
    let clients =
        (0..).zip(connections).map(|(index, connection)| Box::pin(client(plan, start, index, connection)));
    let mut recorder = Recorder::new();
    // All clients are one task: your gather polls them.
    for samples in gather(clients.collect()).await {
        for (from, took) in samples? {
            recorder.record(from, took);
        }
    }
    Ok(recorder)
}

async fn client(
    plan: Plan,
    start: Instant,
    index: u32,
    mut connection: Connection,
) -> Result<Vec<(Instant, Duration)>, Error> {
    let mut samples = Vec::new();
    let mut due = start + plan.due(index);
    while due < start + plan.duration() {
        tokio::time::sleep_until(due.into()).await;
        let sent = Instant::now();
        connection.get("/quote").await?;
        let answered = Instant::now();
        samples.push((sent, answered - sent));
        // Late is late: what was due meanwhile is never sent. This line omits the samples that would have been bad.
        due = (due + plan.interval()).max(answered);
    }
    Ok(samples)
}
