//! Day 3: join n futures on the current task, without spawning and without `futures_util`.

use std::future::Future;
#[allow(unused_imports)] // until you use them
use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// Polls every future to completion, concurrently, on the current task.
///
/// The results come back in the order of `futures`, whatever order they finish in: what
/// `futures::future::join_all` does.
///
/// Spawning a task for each future and awaiting the JoinHandles in turn would be concurrent too, but
/// `tokio::spawn` asks for `'static` futures and makes an allocation for each. Here the futures stay
/// where they are, and it is your own poll that polls them.
pub async fn gather<F, T>(mut futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    // One way to do it:
    // - Keep a slot for each future: `Some(future)` while it is running, `None` once it is done.
    // - When you are polled, sweep once over the slots that are still running and poll each. On
    //   Ready, put the value at that future's index and empty its slot. All empty: you are Ready.
    // - Otherwise answer Pending. There is no need to sweep again: a future that said Pending keeps
    //   the waker that it was polled with, and wakes your task when it can go on.
    //
    // Hint: `std::future::poll_fn(|cx| …).await` gives you the Context that you are polled with.
    // Hint: `Pin::new(&mut future).poll(cx)` hands that same waker to a child.
    // Hint: `Context::from_waker(&waker)` makes a Context around any waker, for example around
    // `cx.waker()`, to poll the children with.
    let _ = &mut futures;
    todo!("gather")
}
