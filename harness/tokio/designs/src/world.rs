//! The channels, locks and sockets of a design on real tokio, and a small generator of random numbers.

use std::collections::HashMap;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::sync::{broadcast, mpsc, oneshot, watch};

use crate::design::{Channel, ChannelKind, Design, Handler, SinkKind, StateKind, WhenFull};
use crate::follow::{Input, Update};
use crate::seen::Seen;

pub struct Message {
    pub source: Arc<str>,
    /// The last broadcast or watch that it passed.
    pub via: Option<Arc<str>>,
    pub born: Instant,
    pub sent: Instant,
    pub key: u64,
    pub reply: Option<oneshot::Sender<()>>,
}

impl Message {
    pub fn name(&self) -> String {
        match &self.via {
            Some(via) => format!("{} via {via}", self.source),
            None => self.source.to_string(),
        }
    }
}

/// An mpsc has a channel for each task that receives, a broadcast and a watch one for each key.
pub enum Outlet {
    Mpsc(Vec<Sender>),
    Broadcast(Vec<broadcast::Sender<Update>>),
    Watch(Vec<watch::Sender<Option<Update>>>),
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
    /// By the name of a source or a channel.
    pub outlets: HashMap<String, Outlet>,
    pub locks: HashMap<String, Locks>,
    pub sinks: HashMap<String, (SinkKind, f64)>,
}

/// By the name of a source or an mpsc channel: one for each task that reads from it.
pub type Receivers = HashMap<String, Vec<Option<Receiver>>>;

pub fn make(design: &Design, begun: Instant) -> (World, Receivers) {
    let mut outlets = HashMap::new();
    let mut receivers = HashMap::new();
    let readers = |id: &str| {
        let reads = |task: &&crate::design::Task| task.on.iter().any(|handler| handler.from == id);
        design.tasks.iter().find(reads).map_or(1, |task| task.count)
    };
    let channels = design.channels.iter().map(|channel| (&channel.id, Some(channel)));
    // What has arrived from outside waits in a socket without end.
    for (id, channel) in channels.chain(design.sources.iter().map(|source| (&source.id, None))) {
        if let Some(fan) = channel.and_then(fan_out) {
            outlets.insert(id.clone(), fan);
            continue;
        }
        let (tx, rx) = (0..readers(id)).map(|_| end_of(channel)).unzip::<_, _, Vec<_>, Vec<_>>();
        outlets.insert(id.clone(), Outlet::Mpsc(tx));
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
    let world = World { seen: Seen::new(begun), outlets, locks: locks.collect(), sinks: sinks.collect() };
    (world, receivers)
}

/// None for an mpsc.
fn fan_out(Channel { kind, keys, capacity, .. }: &Channel) -> Option<Outlet> {
    match kind {
        ChannelKind::Mpsc => None,
        ChannelKind::Broadcast => {
            let capacity = capacity.expect("a broadcast has a capacity");
            Some(Outlet::Broadcast((0..*keys).map(|_| broadcast::Sender::new(capacity)).collect()))
        }
        ChannelKind::Watch => Some(Outlet::Watch((0..*keys).map(|_| watch::Sender::new(None)).collect())),
    }
}

/// The subscriptions of all tasks are spread evenly over the keys, as in the model.
pub fn input_of(world: &World, receivers: &mut Receivers, handler: &Handler, index: usize) -> Input {
    let Handler { from, subscribes, every_us, .. } = handler;
    let mine = |keys: usize| (0..*subscribes).map(move |i| (index * subscribes + i) % keys);
    match &world.outlets[from] {
        Outlet::Mpsc(_) => {
            let receiver = receivers.get_mut(from).and_then(|all| all[index].take());
            Input::Queue(receiver.expect("one reader"))
        }
        Outlet::Broadcast(all) => Input::broadcast(mine(all.len()).map(|key| all[key].subscribe()).collect(), index),
        Outlet::Watch(all) => Input::watch(mine(all.len()).map(|key| all[key].subscribe()).collect(), *every_us, index),
    }
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
    /// Into the channel of this message's key, or of the task that has it. @returns whether it is there
    pub async fn send(&self, to: &str, message: Message) -> bool {
        let ends = match &self.outlets[to] {
            Outlet::Mpsc(ends) => ends,
            Outlet::Broadcast(all) => {
                // An error says that nobody follows this key.
                return all[message.key as usize % all.len()].send(Update::of(&message, to)).is_ok();
            }
            Outlet::Watch(all) => {
                all[message.key as usize % all.len()].send_replace(Some(Update::of(&message, to)));
                return true;
            }
        };
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
