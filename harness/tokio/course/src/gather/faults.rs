//! What no right gather does, and where to look when one did.

use super::super::check::Position;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Outside,
    Finished,
    Twice,
    Uncaused,
}

/// Seen, whether or not it ends well.
#[derive(Clone, Debug)]
pub struct Fault {
    pub kind: Kind,
    pub message: String,
    pub step: Option<usize>,
    pub position: Option<Position>,
}

impl Kind {
    pub fn hint(self) -> &'static str {
        match self {
            Kind::Outside => "Poll a future only from its owner's poll. In a waker, mark the child as woken and wake your task; poll the child in your next poll.",
            Kind::Finished => "Poll each future until it is Ready and never again (an `async fn` panics). A slot of `Option<F>` shows whether a child is done: set it to None.",
            Kind::Twice => "It returned Pending a moment ago, and nothing has happened to it since. One sweep over the children is enough: after Pending, a wake follows.",
            Kind::Uncaused => "A task that wakes itself is polled again at once: a busy loop that keeps timers from firing. Return Pending and let the children wake you: they hold your waker.",
        }
    }
}

pub const SPAWNED: &str = "A spawned task runs elsewhere, needs `'static` futures and costs an allocation each. Poll the futures themselves, in your own poll: they stay where they are.";
pub const SPINNING: &str =
    "Never wait inside poll: that blocks the worker's thread. Return Pending; a wake gets you polled again.";
pub const PENDING: &str = "After polling the children, check in the same poll whether all are done: when the last one is Ready, return Ready. Nobody is left to wake you for another poll.";
pub const LENGTHS: &str =
    "One result for each future, at its index: none left out, none merged with an equal one.";
pub const RESULTS: &str = "Put each value at the index of its future, `results[index] = Some(value)`, in whatever order they finish and whatever the value is.";
