// check: inside-poll
// says: polled from inside a call of its waker
// The waker of a child polls it.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

struct Slot<F: Future> {
    future: Mutex<Option<F>>,
    result: Mutex<Option<F::Output>>,
    task: Mutex<Option<Waker>>,
}

impl<F> Wake for Slot<F>
where
    F: Future + Unpin + Send + 'static,
    F::Output: Send + 'static,
{
    fn wake(self: Arc<Self>) {
        if let Ok(mut future) = self.future.try_lock() {
            let waker = Waker::from(self.clone());
            let polled =
                future.as_mut().map(|future| Pin::new(future).poll(&mut Context::from_waker(&waker)));
            if let Some(Poll::Ready(value)) = polled {
                *self.result.lock().unwrap() = Some(value);
                *future = None;
            }
        }
        if let Some(task) = &*self.task.lock().unwrap() {
            task.wake_by_ref();
        }
    }
}

pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin + Send + 'static,
    T: Send + 'static,
{
    let slots: Vec<Arc<Slot<F>>> = futures
        .into_iter()
        .map(|future| {
            let (result, task) = (Mutex::new(None), Mutex::new(None));
            Arc::new(Slot { future: Mutex::new(Some(future)), result, task })
        })
        .collect();
    poll_fn(|cx| {
        for slot in &slots {
            *slot.task.lock().unwrap() = Some(cx.waker().clone());
            let mut future = slot.future.lock().unwrap();
            let waker = Waker::from(slot.clone());
            let polled =
                future.as_mut().map(|future| Pin::new(future).poll(&mut Context::from_waker(&waker)));
            if let Some(Poll::Ready(value)) = polled {
                *slot.result.lock().unwrap() = Some(value);
                *future = None;
            }
        }
        if slots.iter().all(|slot| slot.result.lock().unwrap().is_some()) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    slots.iter().filter_map(|slot| slot.result.lock().unwrap().take()).collect()
}
