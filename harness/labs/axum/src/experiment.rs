//! One load after the other, each against a fresh server.

use crate::client::Connection;
use crate::plan::Plan;
use crate::result::{Load, ResultFile, Series};
use crate::server::{Seen, Server};
use crate::{closed, open, Error};
use std::time::{Duration, Instant};

/// Between the moment when all connections are warm and the first request.
const SOON: Duration = Duration::from_millis(10);

pub async fn run(plan: Plan) -> Result<ResultFile, Error> {
    Ok(ResultFile::new(plan, vec![run_closed(plan).await?, run_open(plan).await?]))
}

async fn run_closed(plan: Plan) -> Result<Load, Error> {
    let (server, start, connections) = begin(plan).await?;
    let sent = closed::run(plan, start, connections).await?;
    let Seen { stalled, recorder } = server.finish()?;
    let series = vec![
        Series::new("server", start, &recorder),
        Series::new("send", start, &sent),
        Series::new("corrected", start, &sent.corrected(plan.interval())),
    ];
    Ok(Load { load: "closed", planned: plan.planned(), answered: sent.samples.len(), stalled, series })
}

async fn run_open(plan: Plan) -> Result<Load, Error> {
    let (server, start, connections) = begin(plan).await?;
    let open::Measured { from_send, from_due } = open::run(plan, start, connections).await?;
    let Seen { stalled, recorder } = server.finish()?;
    let series = vec![
        Series::new("server", start, &recorder),
        Series::new("send", start, &from_send),
        Series::new("intended", start, &from_due),
    ];
    Ok(Load { load: "open", planned: plan.planned(), answered: from_due.samples.len(), stalled, series })
}

/// A server that listens, and its connections, all warm. Times count from the `Instant`.
pub async fn begin(plan: Plan) -> Result<(Server, Instant, Vec<Connection>), Error> {
    let mut server = Server::spawn(plan)?;
    let mut connections = Vec::new();
    for _ in 0..plan.connections {
        connections.push(Connection::open(server.address).await?);
    }
    let start = Instant::now() + SOON;
    server.start(start);
    Ok((server, start, connections))
}
