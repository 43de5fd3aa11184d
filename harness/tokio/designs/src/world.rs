//! The channels, locks and sockets of a design on real tokio, and a small generator of random numbers.

use std::collections::HashMap;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot};

use crate::design::{Channel, Design, SinkKind, StateKind, WhenFull};
use crate::seen::Seen;

pub struct Message {
    pub source: Arc<str>,
    pub born: Instant,
    pub sent: Instant,
    pub key: u64,
    pub reply: Option<oneshot::Sender<()>>,
}

pub enum Sender {
    Bounded(mpsc::Sender<Message>, WhenFull),
    Unbounded(mpsc::UnboundedSender<Message>),
}

pub enum Receiver {
    Bounded(mpsc::Receiver<Message>),
    Unbounded(mpsc::UnboundedReceiver<Message>),
}

impl Receiver {
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<Message>> {
        match self {
            Receiver::Bounded(receiver) => receiver.poll_recv(cx),
            Receiver::Unbounded(receiver) => receiver.poll_recv(cx),
        }
    }
}

/// One for each key.
pub enum Locks {
    Std(Vec<std::sync::Mutex<()>>, f64),
    Tokio(Vec<tokio::sync::Mutex<()>>, f64),
}

pub struct World {
    pub seen: Seen,
    pub senders: HashMap<String, Vec<Sender>>,
    pub locks: HashMap<String, Locks>,
    pub sinks: HashMap<String, (SinkKind, f64)>,
}

/// By the name of a source or a channel: one for each task that reads from it.
pub type Receivers = HashMap<String, Vec<Option<Receiver>>>;

pub fn make(design: &Design, begun: Instant) -> (World, Receivers) {
    let mut senders = HashMap::new();
    let mut receivers = HashMap::new();
    let readers = |id: &str| {
        let reads = |task: &&crate::design::Task| task.on.iter().any(|handler| handler.from == id);
        design.tasks.iter().find(reads).map_or(1, |task| task.count)
    };
    let channels = design.channels.iter().map(|channel| (&channel.id, Some(channel)));
    // What has arrived from outside waits in a socket without end.
    for (id, channel) in channels.chain(design.sources.iter().map(|source| (&source.id, None))) {
        let (tx, rx) = (0..readers(id)).map(|_| end_of(channel)).unzip::<_, _, Vec<_>, Vec<_>>();
        senders.insert(id.clone(), tx);
        receivers.insert(id.clone(), rx.into_iter().map(Some).collect());
    }
    let locks = design.states.iter().map(|state| {
        let locks = match state.kind {
            StateKind::StdMutex => Locks::Std((0..state.keys).map(|_| Default::default()).collect(), state.hold_us),
            StateKind::TokioMutex => Locks::Tokio((0..state.keys).map(|_| Default::default()).collect(), state.hold_us),
        };
        (state.id.clone(), locks)
    });
    let sinks = design.sinks.iter().map(|sink| (sink.id.clone(), (sink.kind, sink.write_us)));
    let world = World { seen: Seen::new(begun), senders, locks: locks.collect(), sinks: sinks.collect() };
    (world, receivers)
}

fn end_of(channel: Option<&Channel>) -> (Sender, Receiver) {
    match channel.and_then(|channel| Some((channel.capacity?, channel.when_full))) {
        Some((capacity, when_full)) => {
            let (tx, rx) = mpsc::channel(capacity);
            (Sender::Bounded(tx, when_full), Receiver::Bounded(rx))
        }
        None => {
            let (tx, rx) = mpsc::unbounded_channel();
            (Sender::Unbounded(tx), Receiver::Unbounded(rx))
        }
    }
}

impl World {
    /// Into the channel of the task that has this message's key. @returns whether it is there
    pub async fn send(&self, to: &str, message: Message) -> bool {
        let ends = &self.senders[to];
        match &ends[message.key as usize % ends.len()] {
            Sender::Unbounded(tx) => tx.send(message).is_ok(),
            Sender::Bounded(tx, when_full) => {
                let is_full = tx.capacity() == 0;
                self.seen.sent(to, tx.max_capacity() - tx.capacity(), is_full);
                match when_full {
                    WhenFull::Wait => tx.send(message).await.is_ok(),
                    WhenFull::Drop => tx.try_send(message).is_ok(),
                }
            }
        }
    }
}

/// Work that holds its thread.
pub fn spin(us: f64) {
    let until = Instant::now() + Duration::from_nanos((us * 1e3) as u64);
    while Instant::now() < until {
        std::hint::spin_loop();
    }
}

/// xorshift64*
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// From 0 to 1, without 1.
    pub fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.next()).ln()
    }
}
