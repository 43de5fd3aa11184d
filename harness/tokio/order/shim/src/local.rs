//! `LocalSet` and `spawn_local`, whose tasks are logged.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use real::task::JoinHandle;

use crate::log::task;
use crate::runtime::Runtime;

pub fn spawn_local<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: 'static> + 'static,
{
    real::task::spawn_local(task(future))
}

#[derive(Default)]
pub struct LocalSet(real::task::LocalSet);

impl LocalSet {
    pub fn new() -> Self {
        LocalSet(real::task::LocalSet::new())
    }

    pub fn spawn_local<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: 'static> + 'static,
    {
        self.0.spawn_local(task(future))
    }

    pub async fn run_until<F: Future>(&self, future: F) -> F::Output {
        self.0.run_until(future).await
    }

    pub fn block_on<F: Future>(&self, runtime: &Runtime, future: F) -> F::Output {
        runtime.block_on(self.0.run_until(future))
    }
}

impl Future for LocalSet {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.0).poll(cx)
    }
}
