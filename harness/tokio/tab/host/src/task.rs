//! Tasks: spawned, joined, aborted, gathered in sets, and the budget of each.

use std::cell::RefCell;
use std::collections::HashMap;

use tokio::task::{Id, JoinError, JoinSet};

use crate::border::{Output, PageFuture};
use crate::runtime::handle;
use crate::table::{insert, insert_future, shared, with_taken, Answer, Status, Thing};

pub fn joined(result: Result<Output, JoinError>) -> Answer {
    match result {
        Ok(output) => Answer::of(output),
        // A panic would have ended the module, so that this is the other reason.
        Err(_) => Answer(Status::Cancelled, 0),
    }
}

/// The JoinHandle; 0 outside of a runtime, and then the page keeps its future. `runtime` -1 is the current one.
#[export_name = "tokio_spawn"]
pub extern "C" fn spawn(runtime: i32, future: u32) -> u32 {
    match handle(runtime) {
        Some(runtime) => insert(Thing::Join(runtime.spawn(PageFuture::new(future)))),
        None => 0,
    }
}

#[export_name = "tokio_abort"]
pub extern "C" fn abort(handle: u32) {
    with_taken(handle, (), |thing| match thing {
        Thing::Join(handle) => handle.abort(),
        Thing::Abort(handle) => handle.abort(),
        _ => {}
    });
}

#[export_name = "tokio_is_finished"]
pub extern "C" fn is_finished(handle: u32) -> u32 {
    // Its output was taken, so that it is finished.
    with_taken(handle, true, |thing| match thing {
        Thing::Join(handle) => handle.is_finished(),
        Thing::Abort(handle) => handle.is_finished(),
        _ => true,
    }) as u32
}

#[export_name = "tokio_join_set"]
pub extern "C" fn join_set() -> u32 {
    insert(Thing::Set(JoinSet::new()))
}

thread_local! {
    /// What the page calls the tasks of its sets.
    static NUMBERS: RefCell<HashMap<Id, u32>> = RefCell::default();
}

/// What one of a set came to. The word of one that was cancelled is the page's number of it.
pub fn joined_of_set(result: Result<(Id, Output), JoinError>) -> Answer {
    let id = match &result {
        Ok((id, _)) => *id,
        Err(error) => error.id(),
    };
    let number = NUMBERS.with_borrow_mut(|numbers| numbers.remove(&id)).unwrap_or(0);
    match result {
        Ok((_, output)) => Answer::of(output),
        Err(_) => Answer(Status::Cancelled, number),
    }
}

/// The AbortHandle; 0 outside of a runtime. `number` is what the page calls the task.
#[export_name = "tokio_set_spawn"]
pub extern "C" fn set_spawn(set: u32, future: u32, number: u32) -> u32 {
    let Some(runtime) = handle(-1) else { return 0 };
    let abort = with_taken(set, None, |thing| match thing {
        Thing::Set(set) => Some(set.spawn_on(PageFuture::new(future), &runtime)),
        _ => None,
    });
    let Some(abort) = abort else { return 0 };
    NUMBERS.with_borrow_mut(|numbers| numbers.insert(abort.id(), number));
    insert(Thing::Abort(abort))
}

#[export_name = "tokio_set_len"]
pub extern "C" fn set_len(set: u32) -> u32 {
    shared(set, |thing| match thing {
        Thing::Set(set) => Some(set.len() as u32),
        _ => None,
    })
    .unwrap_or(0)
}

#[export_name = "tokio_set_abort_all"]
pub extern "C" fn set_abort_all(set: u32) {
    with_taken(set, (), |thing| {
        if let Thing::Set(set) = thing {
            set.abort_all();
        }
    });
}

#[export_name = "tokio_yield_now"]
pub extern "C" fn yield_now() -> u32 {
    insert_future(async {
        tokio::task::yield_now().await;
        Answer::unit()
    })
}

#[export_name = "tokio_consume_budget"]
pub extern "C" fn consume_budget() -> u32 {
    insert_future(async {
        tokio::task::consume_budget().await;
        Answer::unit()
    })
}

#[export_name = "tokio_has_budget_remaining"]
pub extern "C" fn has_budget_remaining() -> u32 {
    tokio::task::coop::has_budget_remaining() as u32
}

#[export_name = "tokio_unconstrained"]
pub extern "C" fn unconstrained(future: u32) -> u32 {
    let future = PageFuture::new(future);
    insert_future(async { Answer::of(tokio::task::unconstrained(future).await) })
}

