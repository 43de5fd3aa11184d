// check: newest-waker
// says: the waker of an earlier poll of gather
// Wakers for each child, all leading to the waker of the first poll.
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

struct Flag {
    woken: Mutex<Vec<bool>>,
    task: Mutex<Option<Waker>>,
}

struct OfChild {
    index: usize,
    flag: Arc<Flag>,
}

impl Wake for OfChild {
    fn wake(self: Arc<Self>) {
        self.flag.woken.lock().unwrap()[self.index] = true;
        if let Some(task) = &*self.flag.task.lock().unwrap() {
            task.wake_by_ref();
        }
    }
}

pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let n = futures.len();
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();
    let flag = Arc::new(Flag { woken: Mutex::new(vec![true; n]), task: Mutex::new(None) });
    let wakers: Vec<Waker> =
        (0..n).map(|index| Waker::from(Arc::new(OfChild { index, flag: flag.clone() }))).collect();
    poll_fn(|cx| {
        flag.task.lock().unwrap().get_or_insert_with(|| cx.waker().clone());
        for index in 0..n {
            if !std::mem::take(&mut flag.woken.lock().unwrap()[index]) {
                continue;
            }
            let Some(child) = &mut slots[index] else { continue };
            if let Poll::Ready(value) = Pin::new(child).poll(&mut Context::from_waker(&wakers[index])) {
                results[index] = Some(value);
                slots[index] = None;
            }
        }
        if slots.iter().all(Option::is_none) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    results.into_iter().flatten().collect()
}
