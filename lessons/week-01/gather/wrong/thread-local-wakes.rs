// check: any-number
// says: from another thread
// Which children were woken is kept in a thread_local: a wake from another thread marks nothing here.
use std::cell::RefCell;
use std::collections::HashSet;
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

thread_local! {
    static WOKEN: RefCell<HashSet<(usize, usize)>> = RefCell::default();
}

struct Child {
    index: usize,
    task: Arc<Mutex<Option<Waker>>>,
}

fn name(child: &Child) -> (usize, usize) {
    (Arc::as_ptr(&child.task) as usize, child.index)
}

impl Wake for Child {
    fn wake(self: Arc<Self>) {
        WOKEN.with(|woken| woken.borrow_mut().insert(name(&self)));
        let task = self.task.lock().unwrap().clone();
        if let Some(task) = task {
            task.wake();
        }
    }
}

pub async fn gather<F, T>(futures: Vec<F>) -> Vec<T>
where
    F: Future<Output = T> + Unpin,
{
    let task = Arc::new(Mutex::new(None));
    let mut results: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    let mut slots: Vec<Option<F>> = futures.into_iter().map(Some).collect();
    let children: Vec<Arc<Child>> =
        (0..slots.len()).map(|index| Arc::new(Child { index, task: task.clone() })).collect();
    for child in &children {
        WOKEN.with(|woken| woken.borrow_mut().insert(name(child)));
    }
    poll_fn(|cx| {
        *task.lock().unwrap() = Some(cx.waker().clone());
        for (index, slot) in slots.iter_mut().enumerate() {
            let Some(future) = slot else { continue };
            if !WOKEN.with(|woken| woken.borrow_mut().remove(&name(&children[index]))) {
                continue;
            }
            let waker = Waker::from(children[index].clone());
            if let Poll::Ready(value) = Pin::new(future).poll(&mut Context::from_waker(&waker)) {
                results[index] = Some(value);
                *slot = None;
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
