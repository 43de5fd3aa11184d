//! A future and its result that can do nothing but be polled and be dropped: both are counted.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// What has become of a child and of its result.
#[derive(Default)]
pub struct Entry {
    pub ready: bool,
    /// The sibling that becomes ready while this one is first polled.
    pub finishes: Option<usize>,
    pub futures_dropped: usize,
    pub results_made: usize,
    pub results_dropped: usize,
    pub waker: Option<Waker>,
}

pub type Ledger = Arc<Vec<Mutex<Entry>>>;

pub fn ledger(children: usize) -> Ledger {
    Arc::new((0..children).map(|_| Mutex::default()).collect())
}

pub fn entry(ledger: &Ledger, index: usize) -> MutexGuard<'_, Entry> {
    ledger[index].lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a child ready, and calls its waker on a thread that is not gather's.
pub fn finish_elsewhere(ledger: &Ledger, index: usize) {
    let waker = {
        let mut entry = entry(ledger, index);
        entry.ready = true;
        entry.waker.take()
    };
    if let Some(waker) = waker {
        let _ = std::thread::spawn(move || waker.wake()).join();
    }
}

/// Neither it nor its result has a trait of its own to ask for: no `Clone`, no `Debug`, no `Default`. Both are `Send`,
/// so that an answer that spawns compiles, and a check can say what it did.
pub struct Ticket {
    ledger: Ledger,
    index: usize,
}

pub struct Token {
    ledger: Ledger,
    pub index: usize,
}

impl Ticket {
    pub fn all(ledger: &Ledger) -> Vec<Ticket> {
        (0..ledger.len()).map(|index| Ticket { ledger: Arc::clone(ledger), index }).collect()
    }
}

impl Future for Ticket {
    type Output = Token;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Token> {
        let sibling = entry(&self.ledger, self.index).finishes.take();
        if let Some(sibling) = sibling {
            finish_elsewhere(&self.ledger, sibling);
        }
        // Cloning runs the learner's code when the waker is theirs: not under the lock.
        let waker = cx.waker().clone();
        let mut entry = entry(&self.ledger, self.index);
        if !entry.ready {
            let before = entry.waker.replace(waker);
            drop(entry);
            drop(before);
            return Poll::Pending;
        }
        entry.results_made += 1;
        Poll::Ready(Token { ledger: Arc::clone(&self.ledger), index: self.index })
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        entry(&self.ledger, self.index).futures_dropped += 1;
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        entry(&self.ledger, self.index).results_dropped += 1;
    }
}
