//! The learner's code as the checks call it: plain functions, so that the checks are compiled once for all answers.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::check::Position;
use super::ends::Subject;
use super::gather::{Child, Ticket, Token, Value};

pub type Gathered<T> = Pin<Box<dyn Future<Output = Vec<T>>>>;

/// The same gather, over several types of future.
#[derive(Clone, Copy)]
pub struct Gather {
    pub children: fn(Vec<Child>) -> Gathered<Value>,
    pub gathers: fn(Vec<Inner>) -> Gathered<Vec<Value>>,
    pub tickets: fn(Vec<Ticket>) -> Gathered<Token>,
    /// None where gather demands more of its futures than its signature does, and another check may say why.
    pub lent: Option<super::gather::Lending>,
}

/// A gather as a child of another: boxed, for an `async fn`'s future is not `Unpin`.
pub struct Inner(Gathered<Value>);

// SAFETY: the checks poll on one thread only. An answer that spawns demands `Send`, and has to compile so that a check
// can say what it did; the runtime it spawns on is a current_thread one, which never moves a task.
unsafe impl Send for Inner {}

impl Inner {
    pub fn new(gathered: Gathered<Value>) -> Self {
        Inner(gathered)
    }
}

impl Future for Inner {
    type Output = Vec<Value>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Vec<Value>> {
        self.0.as_mut().poll(cx)
    }
}

/// The learner's Histogram, behind the calls that the seed's signatures name.
pub trait Histogram {
    fn record(&mut self, ns: u64);
    fn percentile(&self, q: f64) -> u64;
    fn count(&self) -> u64;
    /// None where the type has no `mean`, which the capstone does not ask for.
    fn mean(&self) -> Option<u64>;
}

/// Lends a `mean` to a type that has none. An inherent method is preferred, whatever it returns.
pub trait NoMean {
    fn mean(&self) -> Missing;
}

impl<T> NoMean for T {
    fn mean(&self) -> Missing {
        Missing
    }
}

pub struct Missing;

impl From<Missing> for Option<u64> {
    fn from(_: Missing) -> Self {
        None
    }
}

/// Where the learner's lines are in the file that was compiled.
#[derive(Clone, Copy)]
pub struct File {
    /// How its path ends.
    pub name: &'static str,
    /// The line that is the learner's first.
    pub first_line: u32,
    pub lines: u32,
}

impl File {
    /// The position in the learner's own text, or None when it is not theirs.
    pub fn position(&self, location: &Location<'_>) -> Option<Position> {
        self.position_in(location.file(), location.line(), location.column())
    }

    /// The same of a place in any file.
    pub fn position_in(&self, file: &str, line: u32, column: u32) -> Option<Position> {
        let line = line.checked_sub(self.first_line)? + 1;
        let theirs = file.ends_with(self.name) && line <= self.lines;
        theirs.then_some(Position { line, column })
    }
}

/// All that is graded.
#[derive(Clone, Copy)]
pub struct Learner {
    pub file: File,
    /// The text of the answer, for report.json to say what it judged; empty where there is no such file.
    pub answer: &'static str,
    pub gather: Option<Gather>,
    pub histogram: Option<fn() -> Box<dyn Histogram>>,
}

impl Learner {
    /// What the check of this id calls.
    pub fn subject(&self, check: &str) -> Subject {
        let gather = self.gather.is_some() && !check.starts_with("histogram/");
        let histogram = self.histogram.is_some() && !check.starts_with("gather/");
        match (gather, histogram) {
            (true, false) => Subject::Gather,
            (false, true) => Subject::Histogram,
            _ => Subject::Both,
        }
    }
}
