//! The tasks: a source, shards, a fan-out, and for each subscriber a task that writes its socket.
//!
//! The end comes from the source and goes downstream: whoever has no sender left finishes what it has and ends.

use crate::plan::Plan;
use crate::stages::{Delivered, Event};
use crate::Error;
use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::{broadcast, mpsc};
use week01::gather;

/// Before the first event, for all tasks to be there.
const SOON: Duration = Duration::from_millis(10);

pub struct Ran {
    pub delivered: Vec<Delivered>,
    /// Events that a slow subscriber has missed: the fan-out waits for nobody.
    pub missed: u64,
}

pub async fn run(plan: Plan) -> Result<Ran, Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (fan_out, _) = broadcast::channel(plan.capacity);
    let mut subscribers = Vec::new();
    let mut readers = Vec::new();
    for _ in 0..plan.subscribers {
        let reader = TcpStream::connect(listener.local_addr()?).await?;
        let (socket, _) = listener.accept().await?;
        socket.set_nodelay(true)?;
        subscribers.push(tokio::spawn(subscriber(fan_out.subscribe(), socket)));
        readers.push(tokio::spawn(read(reader)));
    }
    let mut to_shards = Vec::new();
    let mut shards = Vec::new();
    for _ in 0..plan.shards {
        let (sender, events) = mpsc::channel(plan.capacity);
        to_shards.push(sender);
        shards.push(tokio::spawn(shard(plan, events, fan_out.clone())));
    }
    // Only the shards hold it now, so it ends with the last of them.
    drop(fan_out);
    let start = Instant::now() + SOON;
    let runtime = Handle::current();
    let source = thread::spawn(move || source(plan, start, &to_shards, &runtime));

    // Upstream first: each of these ends because those before it have.
    for ended in gather(shards).await {
        ended?;
    }
    source.join().map_err(|_| "the source panicked")?;
    let mut ran = Ran { delivered: Vec::new(), missed: 0 };
    let arrivals = gather(readers).await;
    for (subscriber, arrived) in gather(subscribers).await.into_iter().zip(arrivals) {
        let (written, missed) = subscriber??;
        ran.missed += missed;
        let pairs = written.into_iter().zip(arrived??);
        ran.delivered.extend(pairs.map(|((event, fanned_out), arrived)| Delivered {
            event,
            fanned_out,
            arrived,
        }));
    }
    Ok(ran)
}

/// A thread of its own, as a feed would have: it sleeps more exactly than tokio's timer, and may block on a full channel.
fn source(plan: Plan, start: Instant, shards: &[mpsc::Sender<Event>], runtime: &Handle) {
    for id in 0..plan.events {
        let due = start + plan.due(id);
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let shard = &shards[id as usize % shards.len()];
        // A permit first: the wait for a free place belongs to the source.
        let Ok(permit) = runtime.block_on(shard.reserve()) else { return };
        let now = Instant::now();
        permit.send(Event { id, due, sent: now, taken: now, worked: now });
    }
}

/// The only one that works on its events, one after the other.
async fn shard(plan: Plan, mut events: mpsc::Receiver<Event>, fan_out: broadcast::Sender<Event>) {
    while let Some(mut event) = events.recv().await {
        event.taken = Instant::now();
        black_box(work(event.id, plan.work));
        event.worked = Instant::now();
        // An error says that there are no subscribers.
        let _ = fan_out.send(event);
    }
}

/// FNV-1a, as in Week 1's measurement.
fn work(seed: u32, rounds: u32) -> u32 {
    (0..rounds).fold(0x811c_9dc5 ^ seed, |hash, round| (hash ^ (round & 0xff)).wrapping_mul(0x0100_0193))
}

/// @returns the events that it wrote, each with when it got it, and how many it missed
async fn subscriber(
    mut events: broadcast::Receiver<Event>,
    mut socket: TcpStream,
) -> Result<(Vec<(Event, Instant)>, u64), Error> {
    let (mut written, mut missed) = (Vec::new(), 0);
    loop {
        match events.recv().await {
            Ok(event) => {
                written.push((event, Instant::now()));
                socket.write_u32(event.id).await?;
            }
            Err(broadcast::error::RecvError::Lagged(count)) => missed += count,
            Err(broadcast::error::RecvError::Closed) => return Ok((written, missed)),
        }
    }
}

/// The other end of a socket. @returns when each event arrived, in the order of the socket
async fn read(mut socket: TcpStream) -> Result<Vec<Instant>, Error> {
    let mut arrived = Vec::new();
    while socket.read_u32().await.is_ok() {
        arrived.push(Instant::now());
    }
    Ok(arrived)
}
