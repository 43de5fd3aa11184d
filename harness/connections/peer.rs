//! A peer that a check lets connect: what it asks and when, and how the manager treated its connection.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{sleep, Instant};

use super::super::learner::{Connection, Listener};

/// All times are in virtual ms since the start.
#[derive(Clone, Copy, Default)]
pub struct Script {
    pub comes: u64,
    /// When it asks each of its requests.
    pub asks: &'static [u64],
    /// How long each of its answers takes.
    pub write: u64,
    /// When it hangs up, if it does.
    pub leaves: Option<u64>,
    /// The number of the answer in which the connection breaks, from 1.
    pub breaks_at: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Running,
    Whole,
    Cut,
    Broken,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub request: String,
    pub began: u64,
    pub ended: Option<u64>,
    pub end: End,
}

#[derive(Clone, Debug)]
pub struct Peer {
    pub name: String,
    pub answers: Vec<Answer>,
    pub accepted: Option<u64>,
    pub closed: Option<u64>,
}

impl Peer {
    pub fn whole(&self) -> usize {
        self.answers.iter().filter(|answer| answer.end == End::Whole).count()
    }
}

/// What has happened, as the peers see it.
#[derive(Clone)]
pub struct World {
    start: Instant,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
pub struct Seen {
    pub peers: Vec<Peer>,
    /// Who was accepted, in that order.
    pub accepted: Vec<usize>,
}

impl World {
    pub fn new(peers: usize) -> Self {
        let peer =
            |index| Peer { name: format!("peer {index}"), answers: Vec::new(), accepted: None, closed: None };
        let seen = Seen { peers: (0..peers).map(peer).collect(), accepted: Vec::new() };
        World { start: Instant::now(), seen: Arc::new(Mutex::new(seen)) }
    }

    /// Virtual ms since the start.
    pub fn now(&self) -> u64 {
        self.start.elapsed().as_millis() as u64
    }

    pub async fn until(&self, ms: u64) {
        tokio::time::sleep_until(self.start + Duration::from_millis(ms)).await;
    }

    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where peers wait to be accepted.
pub struct PeerListener {
    pub world: World,
    pub waiting: UnboundedReceiver<PeerConnection>,
}

impl Listener for PeerListener {
    type Connection = PeerConnection;

    async fn accept(&mut self) -> PeerConnection {
        let Some(connection) = self.waiting.recv().await else {
            // Everybody has come.
            return std::future::pending().await;
        };
        let now = self.world.now();
        let mut seen = self.world.seen();
        seen.peers[connection.peer].accepted = Some(now);
        seen.accepted.push(connection.peer);
        drop(seen);
        connection
    }
}

/// What the manager is given.
pub struct PeerConnection {
    pub world: World,
    pub peer: usize,
    pub script: Script,
    pub requests: UnboundedReceiver<String>,
}

impl Connection for PeerConnection {
    async fn read(&mut self) -> io::Result<Option<String>> {
        Ok(self.requests.recv().await)
    }

    fn try_read(&mut self) -> Option<String> {
        self.requests.try_recv().ok()
    }

    async fn write(&mut self, request: &str) -> io::Result<()> {
        let writing = Writing::begin(&self.world, self.peer, request);
        sleep(Duration::from_millis(self.script.write)).await;
        if self.script.breaks_at == Some(writing.answer + 1) {
            writing.end(End::Broken);
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        writing.end(End::Whole);
        Ok(())
    }

    fn close(self) {
        let now = self.world.now();
        self.world.seen().peers[self.peer].closed = Some(now);
    }
}

/// An answer on the wire; dropped before its end, it is cut.
struct Writing {
    world: World,
    peer: usize,
    answer: usize,
}

impl Writing {
    fn begin(world: &World, peer: usize, request: &str) -> Self {
        let began = world.now();
        let answers = &mut world.seen().peers[peer].answers;
        answers.push(Answer { request: request.to_owned(), began, ended: None, end: End::Running });
        Writing { world: world.clone(), peer, answer: answers.len() - 1 }
    }

    fn end(&self, end: End) {
        let now = self.world.now();
        let answer = &mut self.world.seen().peers[self.peer].answers[self.answer];
        if answer.end == End::Running {
            answer.end = end;
            answer.ended = Some(now);
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.end(End::Cut);
    }
}
