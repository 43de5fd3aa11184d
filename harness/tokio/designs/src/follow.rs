//! What a task waits for: a queue, or the broadcast and watch channels that it follows.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{interval_at, Instant, Interval};

use crate::world::{Message, Receiver};

/// What a broadcast and a watch copy for each follower.
#[derive(Clone)]
pub struct Update {
    source: Arc<str>,
    via: Arc<str>,
    born: std::time::Instant,
    sent: std::time::Instant,
}

impl Update {
    pub fn of(message: &Message, via: &str) -> Self {
        Update { source: message.source.clone(), via: via.into(), born: message.born, sent: message.sent }
    }

    /// What a follower sends on goes to its own partner, not to a key's.
    fn to(self, index: usize) -> Message {
        let Update { source, via, born, sent } = self;
        Message { source, via: Some(via), born, sent, key: index as u64, reply: None }
    }
}

/// Owns what it waits on, and gives it back with what came.
type Next = Pin<Box<dyn Future<Output = (Update, Follow)> + Send>>;

pub enum Follow {
    Broadcast(broadcast::Receiver<Update>),
    Watch(watch::Receiver<Option<Update>>),
    /// The interval is made when it is first polled, on the runtime that polls it.
    Ticks(Vec<watch::Receiver<Option<Update>>>, Duration, Option<Interval>),
}

pub enum Input {
    Queue(Receiver),
    Follow(Vec<Next>, usize),
}

impl Input {
    pub fn broadcast(all: Vec<broadcast::Receiver<Update>>, index: usize) -> Self {
        Input::Follow(all.into_iter().map(|receiver| next(Follow::Broadcast(receiver))).collect(), index)
    }

    /// With a tick, all of them are looked at together.
    pub fn watch(all: Vec<watch::Receiver<Option<Update>>>, every_us: Option<u64>, index: usize) -> Self {
        let follows = match every_us {
            None => all.into_iter().map(|receiver| next(Follow::Watch(receiver))).collect(),
            Some(us) => vec![next(Follow::Ticks(all, Duration::from_micros(us), None))],
        };
        Input::Follow(follows, index)
    }

    /// None when all that could send has ended; what is followed does not end.
    pub fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Message>> {
        match self {
            Input::Queue(receiver) => receiver.poll_recv(cx),
            Input::Follow(follows, index) => {
                for follow in follows {
                    if let Poll::Ready((update, again)) = follow.as_mut().poll(cx) {
                        *follow = next(again);
                        return Poll::Ready(Some(update.to(*index)));
                    }
                }
                Poll::Pending
            }
        }
    }
}

fn next(follow: Follow) -> Next {
    Box::pin(async move {
        match follow {
            Follow::Broadcast(mut receiver) => loop {
                match receiver.recv().await {
                    Ok(update) => return (update, Follow::Broadcast(receiver)),
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => std::future::pending().await,
                }
            },
            Follow::Watch(mut receiver) => loop {
                if receiver.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
                let newest = receiver.borrow_and_update().clone();
                if let Some(update) = newest {
                    return (update, Follow::Watch(receiver));
                }
            },
            Follow::Ticks(mut all, every, interval) => {
                let mut interval = interval.unwrap_or_else(|| interval_at(Instant::now() + every, every));
                loop {
                    interval.tick().await;
                    if let Some(update) = oldest_change(&mut all) {
                        return (update, Follow::Ticks(all, every, Some(interval)));
                    }
                }
            }
        }
    })
}

/// Skips to the newest value of each channel; of those that it had not seen, the oldest.
fn oldest_change(all: &mut [watch::Receiver<Option<Update>>]) -> Option<Update> {
    let mut changed = Vec::new();
    for receiver in all {
        if receiver.has_changed().unwrap_or(false) {
            changed.extend(receiver.borrow_and_update().clone());
        }
    }
    changed.into_iter().min_by_key(|update| update.sent)
}
