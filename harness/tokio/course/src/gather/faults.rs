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
            Kind::Outside => "A future is polled only from its owner's poll. In a waker, mark the child as woken and wake your task; the polling follows in your next poll.",
            Kind::Finished => "Poll each future until it is Ready and never again (an `async fn` panics). A slot of `Option<F>` says who is done: set it to None.",
            Kind::Twice => "It said Pending a moment ago, and nothing has happened to it since. One sweep over the children is enough: Pending means that a wake will follow.",
            Kind::Uncaused => "A task that wakes itself is polled again at once, for ever: a busy loop that no timer gets past. Answer Pending and leave the waking to the children, who hold your waker.",
        }
    }
}

pub const SPAWNED: &str = "A spawned task runs elsewhere, needs `'static` futures and costs an allocation each. Poll the futures themselves, in your own poll: they stay where they are.";
pub const SPINNING: &str = "Do not wait inside poll: it holds the worker's thread, which is what blocking means. Answer Pending; a wake brings you back.";
pub const PENDING: &str = "Count who is done in the same poll, after the children were polled: when the last one is Ready, so are you. Nobody is left to wake you for another poll.";
pub const LENGTHS: &str =
    "One result for each future, at its index: none left out, none merged with an equal one.";
pub const RESULTS: &str = "Put each value at the index of its future, `results[index] = Some(value)`, whatever the order in which they finish and whatever the value is.";
