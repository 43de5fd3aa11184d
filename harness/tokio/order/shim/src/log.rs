//! The log of polls, and the future that writes it.

use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());
static NEXT: AtomicUsize = AtomicUsize::new(0);

fn push(token: String) {
    LOG.lock().unwrap().push(token);
}

/// The polls so far: `n` is a poll of task n, `m` of main's future; `!` follows a poll that returned Ready.
pub fn order() -> String {
    LOG.lock().unwrap().join(" ")
}

pub struct Logged<F> {
    name: Box<dyn Display + Send>,
    future: Pin<Box<F>>,
}

/// Tasks are numbered in the order in which they are spawned.
pub fn task<F>(future: F) -> Logged<F> {
    Logged { name: Box::new(NEXT.fetch_add(1, Ordering::SeqCst)), future: Box::pin(future) }
}

/// The future that `block_on` polls.
pub fn main<F>(future: F) -> Logged<F> {
    Logged { name: Box::new("m"), future: Box::pin(future) }
}

impl<F: Future> Future for Logged<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        push(self.name.to_string());
        let poll = self.future.as_mut().poll(cx);
        if poll.is_ready() {
            push(format!("{}!", self.name));
        }
        poll
    }
}
