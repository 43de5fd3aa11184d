//! tokio's futures and primitives behind handles, and the one way to poll them.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tokio::sync::futures::OwnedNotified;
use tokio::sync::{mpsc, oneshot, Mutex, Notify, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};
use tokio::task::{AbortHandle, JoinHandle, JoinSet};

use crate::border::{page_waker, page_waker_id, Output, Value};

/// What a call comes to: one of these, and a word that goes with it.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Status {
    Pending = 0,
    Ready = 1,
    /// The page's own code threw; the word is the value.
    Threw = 2,
    /// The other end is gone, or the semaphore closed, or the time is up.
    Closed = 3,
    Cancelled = 4,
    /// A `try_` function would have had to wait.
    WouldWait = 5,
    /// Polled after it had been ready.
    Spent = 6,
    /// Used from inside its own poll, or after it was dropped.
    Gone = 7,
}

pub struct Answer(pub Status, pub u32);

impl Answer {
    pub fn unit() -> Answer {
        Answer(Status::Ready, 0)
    }

    pub fn of(output: Output) -> Answer {
        match output {
            Ok(value) => Answer(Status::Ready, value.into_id()),
            Err(thrown) => Answer(Status::Threw, thrown.into_id()),
        }
    }
}

/// What a handle may stand for. What is only ever shared is behind an `Rc` or `Arc`, so that a call can leave the table alone.
pub enum Thing {
    Future(Pin<Box<dyn Future<Output = Answer>>>),
    Join(JoinHandle<Output>),
    Abort(AbortHandle),
    Set(JoinSet<Output>),
    Notify(Arc<Notify>),
    Notified(Pin<Box<OwnedNotified>>),
    Semaphore(Arc<Semaphore>),
    Permit(OwnedSemaphorePermit),
    Mutex(Arc<Mutex<()>>),
    /// Held for its drop, which unlocks.
    Guard(#[allow(dead_code)] OwnedMutexGuard<()>),
    Sender(Rc<mpsc::Sender<Value>>),
    Receiver(mpsc::Receiver<Value>),
    UnboundedSender(Rc<mpsc::UnboundedSender<Value>>),
    UnboundedReceiver(mpsc::UnboundedReceiver<Value>),
    OneshotSender(oneshot::Sender<Value>),
    OneshotReceiver(oneshot::Receiver<Value>),
}

enum Slot {
    Free,
    Here(Thing),
    /// Taken out for the length of a call.
    Out,
    /// Dropped while it was out.
    Leaving,
    /// It has been ready.
    Spent,
}

#[derive(Default)]
struct Table {
    slots: Vec<Slot>,
    free: Vec<u32>,
}

thread_local! {
    static TABLE: RefCell<Table> = RefCell::default();
    static WORD: Cell<u32> = const { Cell::new(0) };
    /// Wakers of tokio's that the page holds, one for each task that was ever asked for one.
    static WAKERS: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
}

/// Handles count from 1, so that 0 can say that there is none.
pub fn insert(thing: Thing) -> u32 {
    TABLE.with_borrow_mut(|table| {
        let handle = table.free.pop().unwrap_or_else(|| {
            table.slots.push(Slot::Free);
            table.slots.len() as u32
        });
        table.slots[handle as usize - 1] = Slot::Here(thing);
        handle
    })
}

pub fn insert_future(future: impl Future<Output = Answer> + 'static) -> u32 {
    insert(Thing::Future(Box::pin(future)))
}

fn swap(handle: u32, next: Slot) -> Slot {
    TABLE.with_borrow_mut(|table| match table.slots.get_mut((handle as usize).wrapping_sub(1)) {
        Some(slot) => std::mem::replace(slot, next),
        None => Slot::Free,
    })
}

/// Gives it back when it was dropped meanwhile, to be dropped with nothing borrowed.
fn put_back(handle: u32, slot: Slot) -> Option<Slot> {
    TABLE.with_borrow_mut(|table| {
        let place = &mut table.slots[handle as usize - 1];
        if matches!(place, Slot::Leaving) {
            *place = Slot::Free;
            table.free.push(handle);
            return Some(slot);
        }
        *place = slot;
        None
    })
}

/// Uses a thing while it is out of the table.
pub fn with_taken<R>(handle: u32, gone: R, call: impl FnOnce(&mut Thing) -> R) -> R {
    match swap(handle, Slot::Out) {
        Slot::Here(mut thing) => {
            let result = call(&mut thing);
            drop(put_back(handle, Slot::Here(thing)));
            result
        }
        other => {
            swap(handle, other);
            gone
        }
    }
}

/// A copy of what is shared.
pub fn shared<T>(handle: u32, copy: impl FnOnce(&Thing) -> Option<T>) -> Option<T> {
    TABLE.with_borrow(|table| match table.slots.get((handle as usize).wrapping_sub(1)) {
        Some(Slot::Here(thing)) => copy(thing),
        _ => None,
    })
}

/// Takes it for good; the handle may be given out again.
pub fn remove(handle: u32) -> Option<Thing> {
    let thing = match swap(handle, Slot::Free) {
        Slot::Free => return None,
        Slot::Out | Slot::Leaving => {
            swap(handle, Slot::Leaving);
            return None;
        }
        Slot::Here(thing) => Some(thing),
        Slot::Spent => None,
    };
    TABLE.with_borrow_mut(|table| table.free.push(handle));
    thing
}

/// Says the word that goes with a status.
pub fn answer(Answer(status, word): Answer) -> u32 {
    WORD.set(word);
    status as u32
}

#[export_name = "tokio_word"]
pub extern "C" fn word() -> u32 {
    WORD.get()
}

#[export_name = "tokio_drop_thing"]
pub extern "C" fn drop_thing(handle: u32) {
    drop(remove(handle));
}

/// Polls with the context of the poll of tokio's that is under way.
#[export_name = "tokio_poll"]
pub extern "C" fn poll(handle: u32, cx: usize) -> u32 {
    // SAFETY: the page gives back the address that it was given, and only while that poll lasts.
    poll_thing(handle, unsafe { &mut *(cx as *mut Context<'_>) })
}

/// Polls with a waker of tokio's that the page kept.
#[export_name = "tokio_poll_kept"]
pub extern "C" fn poll_kept(handle: u32, waker: u32) -> u32 {
    let waker = WAKERS.with_borrow(|wakers| wakers[waker as usize].clone());
    poll_thing(handle, &mut Context::from_waker(&waker))
}

/// Polls with a waker of the page's own, which the page has counted for this call.
#[export_name = "tokio_poll_page"]
pub extern "C" fn poll_page(handle: u32, waker: u32) -> u32 {
    let waker = page_waker(waker);
    poll_thing(handle, &mut Context::from_waker(&waker))
}

fn poll_thing(handle: u32, cx: &mut Context<'_>) -> u32 {
    match swap(handle, Slot::Out) {
        Slot::Here(mut thing) => {
            let poll = thing.poll(cx);
            let Poll::Ready(ready) = poll else {
                drop(put_back(handle, Slot::Here(thing)));
                return Status::Pending as u32;
            };
            if thing.is_ready_once() {
                drop(put_back(handle, Slot::Spent));
                drop(thing);
            } else {
                drop(put_back(handle, Slot::Here(thing)));
            }
            answer(ready)
        }
        Slot::Spent => {
            swap(handle, Slot::Spent);
            Status::Spent as u32
        }
        other => {
            swap(handle, other);
            Status::Gone as u32
        }
    }
}

impl Thing {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Answer> {
        match self {
            Thing::Future(future) => future.as_mut().poll(cx),
            Thing::Join(handle) => Pin::new(handle).poll(cx).map(crate::task::joined),
            Thing::Set(set) => set.poll_join_next_with_id(cx).map(|next| match next {
                Some(joined) => crate::task::joined_of_set(joined),
                None => Answer(Status::Closed, 0),
            }),
            Thing::Notified(notified) => notified.as_mut().poll(cx).map(|()| Answer::unit()),
            Thing::Receiver(receiver) => receiver.poll_recv(cx).map(crate::sync::received),
            Thing::UnboundedReceiver(receiver) => receiver.poll_recv(cx).map(crate::sync::received),
            Thing::OneshotReceiver(receiver) => Pin::new(receiver).poll(cx).map(|value| crate::sync::received(value.ok())),
            _ => Poll::Ready(Answer(Status::Gone, 0)),
        }
    }

    fn is_ready_once(&self) -> bool {
        matches!(self, Thing::Future(_) | Thing::Join(_) | Thing::OneshotReceiver(_))
    }
}

/// The number of the page's own waker in this context, plus 1; 0 when the waker is tokio's.
#[export_name = "tokio_waker_of_page"]
pub extern "C" fn waker_of_page(cx: usize) -> u32 {
    // SAFETY: as in `poll`.
    let cx = unsafe { &*(cx as *const Context<'_>) };
    page_waker_id(cx.waker()).map_or(0, |id| id + 1)
}

/// The address behind a waker of tokio's: the same for all wakers of one task.
#[export_name = "tokio_waker_data"]
pub extern "C" fn waker_data(cx: usize) -> usize {
    // SAFETY: as in `poll`.
    let cx = unsafe { &*(cx as *const Context<'_>) };
    cx.waker().data() as usize
}

/// Clones the waker for the page, which keeps it for as long as this module lives: so the address stays its task's own.
#[export_name = "tokio_keep_waker"]
pub extern "C" fn keep_waker(cx: usize) -> u32 {
    // SAFETY: as in `poll`.
    let waker = unsafe { &*(cx as *const Context<'_>) }.waker().clone();
    WAKERS.with_borrow_mut(|wakers| {
        wakers.push(waker);
        wakers.len() as u32 - 1
    })
}

#[export_name = "tokio_wake"]
pub extern "C" fn wake(waker: u32) {
    let waker = WAKERS.with_borrow(|wakers| wakers[waker as usize].clone());
    waker.wake();
}
