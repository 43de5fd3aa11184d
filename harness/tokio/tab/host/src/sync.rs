//! Channels, Notify, Semaphore and Mutex: tokio's own, each behind a handle.

use std::rc::Rc;
use std::sync::Arc;

use tokio::sync::mpsc::error::{TryRecvError, TrySendError};
use tokio::sync::{mpsc, oneshot, Mutex, Notify, Semaphore, TryAcquireError};

use crate::border::Value;
use crate::table::{answer, insert, insert_future, remove, shared, with_taken, Answer, Status, Thing};

const GONE: Answer = Answer(Status::Gone, 0);

pub fn received(value: Option<Value>) -> Answer {
    match value {
        Some(value) => Answer(Status::Ready, value.into_id()),
        None => Answer(Status::Closed, 0),
    }
}

/// Two handles: the sender, and behind it in the word the receiver. Capacity 0 is unbounded.
#[export_name = "tokio_channel"]
pub extern "C" fn channel(capacity: usize) -> u32 {
    let (tx, rx) = if capacity == 0 {
        let (tx, rx) = mpsc::unbounded_channel();
        (Thing::UnboundedSender(Rc::new(tx)), Thing::UnboundedReceiver(rx))
    } else {
        let (tx, rx) = mpsc::channel(capacity);
        (Thing::Sender(Rc::new(tx)), Thing::Receiver(rx))
    };
    answer(Answer(Status::Ready, insert(rx)));
    insert(tx)
}

fn sender(handle: u32) -> Option<Rc<mpsc::Sender<Value>>> {
    shared(handle, |thing| match thing {
        Thing::Sender(tx) => Some(tx.clone()),
        _ => None,
    })
}

fn unbounded(handle: u32) -> Option<Rc<mpsc::UnboundedSender<Value>>> {
    shared(handle, |thing| match thing {
        Thing::UnboundedSender(tx) => Some(tx.clone()),
        _ => None,
    })
}

/// A send that is pending keeps its sender; one that was never polled does not. 0 when the sender is gone.
#[export_name = "tokio_send"]
pub extern "C" fn send(tx: u32, value: u32) -> u32 {
    let value = Value::new(value);
    let Some(tx) = sender(tx).map(|tx| Rc::downgrade(&tx)) else { return 0 };
    insert_future(async move {
        let Some(tx) = tx.upgrade() else { return GONE };
        match tx.send(value).await {
            Ok(()) => Answer::unit(),
            Err(mpsc::error::SendError(value)) => Answer(Status::Closed, value.into_id()),
        }
    })
}

#[export_name = "tokio_try_send"]
pub extern "C" fn try_send(tx: u32, value: u32) -> u32 {
    let value = Value::new(value);
    let Some(tx) = sender(tx) else { return answer(GONE) };
    answer(match tx.try_send(value) {
        Ok(()) => Answer::unit(),
        Err(TrySendError::Full(_)) => Answer(Status::WouldWait, 0),
        Err(TrySendError::Closed(value)) => Answer(Status::Closed, value.into_id()),
    })
}

#[export_name = "tokio_send_unbounded"]
pub extern "C" fn send_unbounded(tx: u32, value: u32) -> u32 {
    let value = Value::new(value);
    let Some(tx) = unbounded(tx) else { return answer(GONE) };
    answer(match tx.send(value) {
        Ok(()) => Answer::unit(),
        Err(mpsc::error::SendError(value)) => Answer(Status::Closed, value.into_id()),
    })
}

#[export_name = "tokio_clone_sender"]
pub extern "C" fn clone_sender(tx: u32) -> u32 {
    let copy = shared(tx, |thing| match thing {
        Thing::Sender(tx) => Some(Thing::Sender(Rc::new(mpsc::Sender::clone(tx)))),
        Thing::UnboundedSender(tx) => Some(Thing::UnboundedSender(Rc::new(mpsc::UnboundedSender::clone(tx)))),
        _ => None,
    });
    copy.map_or(0, insert)
}

#[export_name = "tokio_sender_is_closed"]
pub extern "C" fn sender_is_closed(tx: u32) -> u32 {
    let closed = shared(tx, |thing| match thing {
        Thing::Sender(tx) => Some(tx.is_closed()),
        Thing::UnboundedSender(tx) => Some(tx.is_closed()),
        Thing::OneshotSender(tx) => Some(tx.is_closed()),
        _ => None,
    });
    closed.unwrap_or(false) as u32
}

#[export_name = "tokio_try_recv"]
pub extern "C" fn try_recv(rx: u32) -> u32 {
    answer(with_taken(rx, GONE, |thing| {
        let received = match thing {
            Thing::Receiver(rx) => rx.try_recv(),
            Thing::UnboundedReceiver(rx) => rx.try_recv(),
            _ => return GONE,
        };
        match received {
            Ok(value) => Answer(Status::Ready, value.into_id()),
            Err(TryRecvError::Empty) => Answer(Status::WouldWait, 0),
            Err(TryRecvError::Disconnected) => Answer(Status::Closed, 0),
        }
    }))
}

#[export_name = "tokio_close_receiver"]
pub extern "C" fn close_receiver(rx: u32) {
    with_taken(rx, (), |thing| match thing {
        Thing::Receiver(rx) => rx.close(),
        Thing::UnboundedReceiver(rx) => rx.close(),
        Thing::OneshotReceiver(rx) => rx.close(),
        _ => {}
    });
}

/// Two handles, as of `channel`.
#[export_name = "tokio_oneshot"]
pub extern "C" fn oneshot() -> u32 {
    let (tx, rx) = oneshot::channel();
    answer(Answer(Status::Ready, insert(Thing::OneshotReceiver(rx))));
    insert(Thing::OneshotSender(tx))
}

#[export_name = "tokio_send_oneshot"]
pub extern "C" fn send_oneshot(tx: u32, value: u32) -> u32 {
    let value = Value::new(value);
    let Some(Thing::OneshotSender(tx)) = remove(tx) else { return answer(GONE) };
    answer(match tx.send(value) {
        Ok(()) => Answer::unit(),
        Err(value) => Answer(Status::Closed, value.into_id()),
    })
}

#[export_name = "tokio_try_recv_oneshot"]
pub extern "C" fn try_recv_oneshot(rx: u32) -> u32 {
    use oneshot::error::TryRecvError;
    answer(with_taken(rx, GONE, |thing| match thing {
        Thing::OneshotReceiver(rx) => match rx.try_recv() {
            Ok(value) => Answer(Status::Ready, value.into_id()),
            Err(TryRecvError::Empty) => Answer(Status::WouldWait, 0),
            Err(TryRecvError::Closed) => Answer(Status::Closed, 0),
        },
        _ => GONE,
    }))
}

#[export_name = "tokio_notify"]
pub extern "C" fn notify() -> u32 {
    insert(Thing::Notify(Arc::new(Notify::new())))
}

fn with_notify<R>(handle: u32, gone: R, call: impl FnOnce(Arc<Notify>) -> R) -> R {
    let notify = shared(handle, |thing| match thing {
        Thing::Notify(notify) => Some(notify.clone()),
        _ => None,
    });
    notify.map_or(gone, call)
}

#[export_name = "tokio_notified"]
pub extern "C" fn notified(notify: u32) -> u32 {
    with_notify(notify, 0, |notify| insert(Thing::Notified(Box::pin(notify.notified_owned()))))
}

#[export_name = "tokio_enable"]
pub extern "C" fn enable(notified: u32) -> u32 {
    with_taken(notified, false, |thing| match thing {
        Thing::Notified(notified) => notified.as_mut().enable(),
        _ => false,
    }) as u32
}

#[export_name = "tokio_notify_one"]
pub extern "C" fn notify_one(notify: u32) {
    with_notify(notify, (), |notify| notify.notify_one());
}

#[export_name = "tokio_notify_last"]
pub extern "C" fn notify_last(notify: u32) {
    with_notify(notify, (), |notify| notify.notify_last());
}

#[export_name = "tokio_notify_waiters"]
pub extern "C" fn notify_waiters(notify: u32) {
    with_notify(notify, (), |notify| notify.notify_waiters());
}

/// As many as a semaphore can hold; the page asks before it passes more.
#[export_name = "tokio_max_permits"]
pub extern "C" fn max_permits() -> usize {
    Semaphore::MAX_PERMITS
}

#[export_name = "tokio_semaphore"]
pub extern "C" fn semaphore(permits: usize) -> u32 {
    insert(Thing::Semaphore(Arc::new(Semaphore::new(permits))))
}

fn with_semaphore<R>(handle: u32, gone: R, call: impl FnOnce(Arc<Semaphore>) -> R) -> R {
    let semaphore = shared(handle, |thing| match thing {
        Thing::Semaphore(semaphore) => Some(semaphore.clone()),
        _ => None,
    });
    semaphore.map_or(gone, call)
}

#[export_name = "tokio_acquire"]
pub extern "C" fn acquire(semaphore: u32, permits: u32) -> u32 {
    with_semaphore(semaphore, 0, |semaphore| {
        insert_future(async move {
            match semaphore.acquire_many_owned(permits).await {
                Ok(permit) => Answer(Status::Ready, insert(Thing::Permit(permit))),
                Err(_closed) => Answer(Status::Closed, 0),
            }
        })
    })
}

#[export_name = "tokio_try_acquire"]
pub extern "C" fn try_acquire(semaphore: u32) -> u32 {
    answer(with_semaphore(semaphore, GONE, |semaphore| match semaphore.try_acquire_owned() {
        Ok(permit) => Answer(Status::Ready, insert(Thing::Permit(permit))),
        Err(TryAcquireError::NoPermits) => Answer(Status::WouldWait, 0),
        Err(TryAcquireError::Closed) => Answer(Status::Closed, 0),
    }))
}

#[export_name = "tokio_forget_permit"]
pub extern "C" fn forget_permit(permit: u32) {
    if let Some(Thing::Permit(permit)) = remove(permit) {
        permit.forget();
    }
}

#[export_name = "tokio_add_permits"]
pub extern "C" fn add_permits(semaphore: u32, permits: usize) {
    with_semaphore(semaphore, (), |semaphore| semaphore.add_permits(permits));
}

#[export_name = "tokio_available_permits"]
pub extern "C" fn available_permits(semaphore: u32) -> usize {
    with_semaphore(semaphore, 0, |semaphore| semaphore.available_permits())
}

#[export_name = "tokio_close_semaphore"]
pub extern "C" fn close_semaphore(semaphore: u32) {
    with_semaphore(semaphore, (), |semaphore| semaphore.close());
}

/// The value is the page's; the lock is tokio's.
#[export_name = "tokio_mutex"]
pub extern "C" fn mutex() -> u32 {
    insert(Thing::Mutex(Arc::new(Mutex::new(()))))
}

fn with_mutex<R>(handle: u32, gone: R, call: impl FnOnce(Arc<Mutex<()>>) -> R) -> R {
    let mutex = shared(handle, |thing| match thing {
        Thing::Mutex(mutex) => Some(mutex.clone()),
        _ => None,
    });
    mutex.map_or(gone, call)
}

#[export_name = "tokio_lock"]
pub extern "C" fn lock(mutex: u32) -> u32 {
    with_mutex(mutex, 0, |mutex| {
        insert_future(async move { Answer(Status::Ready, insert(Thing::Guard(mutex.lock_owned().await))) })
    })
}

#[export_name = "tokio_try_lock"]
pub extern "C" fn try_lock(mutex: u32) -> u32 {
    answer(with_mutex(mutex, GONE, |mutex| match mutex.try_lock_owned() {
        Ok(guard) => Answer(Status::Ready, insert(Thing::Guard(guard))),
        Err(_) => Answer(Status::WouldWait, 0),
    }))
}
