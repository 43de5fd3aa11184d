//! Futures that count how often they are polled.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

#[derive(Clone, Default)]
pub struct Count(Arc<AtomicUsize>);

impl Count {
    pub fn add(&self) {
        self.0.fetch_add(1, SeqCst);
    }

    pub fn get(&self) -> usize {
        self.0.load(SeqCst)
    }

    /// `future`, with each of its polls counted.
    pub fn polls_of<T>(
        &self,
        future: impl Future<Output = T> + Send + 'static,
    ) -> impl Future<Output = T> + Send + 'static {
        let (count, mut future) = (self.clone(), Box::pin(future));
        std::future::poll_fn(move |cx| {
            count.add();
            future.as_mut().poll(cx)
        })
    }
}

/// Pending until it is woken once, through a waker that it keeps where others can reach it.
#[derive(Clone, Default)]
pub struct Child {
    pub polls: Count,
    waker: Arc<std::sync::Mutex<Option<Waker>>>,
    woken: Count,
}

impl Child {
    pub fn wake(&self) {
        self.woken.add();
        let waker = self.waker.lock().unwrap().take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Future for Child {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.polls.add();
        if self.woken.get() > 0 {
            return Poll::Ready(());
        }
        *self.waker.lock().unwrap() = Some(cx.waker().clone());
        Poll::Pending
    }
}
