//! A future that a check hands to gather: it is ready when the check says so, and remembers how it was treated.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use super::value::Value;
use super::watch::{finish, lock, wake, ChildState, Does, Shared};

/// `Send` and `'static`, so that an answer that spawns compiles, and a check can say what it did.
pub struct Child {
    shared: Shared,
    index: usize,
}

impl ChildState {
    pub fn new(value: Value) -> Self {
        ChildState {
            value,
            polls: 0,
            finished: false,
            woken: false,
            ready: false,
            polling: false,
            last_wake: None,
            last_polled_in: 0,
            last_polled_at: None,
            unasked: 0,
            waker: None,
            late: None,
            in_polls: Vec::new(),
            inner: None,
        }
    }
}

impl Child {
    pub fn new(shared: &Shared, index: usize) -> Self {
        Child { shared: Arc::clone(shared), index }
    }

    fn act(&self, poll: u32) {
        let doings = lock(&self.shared).children[self.index].in_polls.clone();
        for doing in doings.iter().filter(|doing| doing.poll == poll) {
            match doing.does {
                Does::Wake => wake(&self.shared, doing.to),
                Does::Finish => finish(&self.shared, doing.to),
                Does::FinishSilently => lock(&self.shared).children[doing.to].ready = true,
                Does::Panic => {
                    lock(&self.shared).children[self.index].polling = false;
                    panic!("child {} panicked", self.index);
                }
            }
        }
    }

    /// Polls the future of tokio's that this one stands for.
    fn poll_inner(&self) {
        let Some(mut inner) = lock(&self.shared).children[self.index].inner.take() else { return };
        let waker = Waker::from(Arc::new(StandIn { shared: Arc::clone(&self.shared), index: self.index }));
        let polled = inner.as_mut().poll(&mut Context::from_waker(&waker));
        let mut watch = lock(&self.shared);
        let child = &mut watch.children[self.index];
        match polled {
            Poll::Ready(value) => {
                child.ready = true;
                child.value = value;
            }
            Poll::Pending => child.inner = Some(inner),
        }
    }
}

impl Future for Child {
    type Output = Value;

    // The caller is the learner's own line, wherever gather calls it directly.
    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Value> {
        let caller = Location::caller();
        let poll = {
            let mut watch = lock(&self.shared);
            watch.child_polled(self.index, caller);
            watch.children[self.index].polling = true;
            watch.children[self.index].polls
        };
        // Cloning runs the learner's code when the waker is theirs: not under the lock.
        let waker = cx.waker().clone();
        lock(&self.shared).children[self.index].waker = Some(waker);
        self.poll_inner();
        self.act(poll);
        let mut watch = lock(&self.shared);
        let child = &mut watch.children[self.index];
        child.polling = false;
        let who = format!("child {}", self.index);
        if !child.ready {
            watch.add("poll-end", &who, "Pending", None);
            return Poll::Pending;
        }
        child.finished = true;
        child.late = child.waker.take();
        let value = child.value.clone();
        watch.add("poll-end", &who, &format!("Ready({value:?})"), None);
        Poll::Ready(value)
    }
}

/// The waker that the future of tokio's is polled with.
struct StandIn {
    shared: Shared,
    index: usize,
}

impl Wake for StandIn {
    fn wake(self: Arc<Self>) {
        wake(&self.shared, self.index);
    }
}
