//! `select!` and `join!` over futures of the page. The macros take a number of branches that is known when they are compiled.

use std::cell::RefCell;

use crate::border::{PageFuture, Value};
use crate::table::{insert_future, Answer, Status};

thread_local! {
    /// The branches of the call to come, or the outputs of the `join!` that was ready.
    static LIST: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// Room for a list of `length` numbers.
#[export_name = "tokio_list"]
pub extern "C" fn list(length: usize) -> *mut u32 {
    LIST.with_borrow_mut(|list| {
        list.resize(length, 0);
        list.as_mut_ptr()
    })
}

/// Of `select!` a ready branch is its number, and its output follows in the list.
macro_rules! for_each_count {
    ($branches:expr, $call:ident, $mode:tt) => {
        match $branches[..] {
            [a] => $call!($mode a 0),
            [a, b] => $call!($mode a 0, b 1),
            [a, b, c] => $call!($mode a 0, b 1, c 2),
            [a, b, c, d] => $call!($mode a 0, b 1, c 2, d 3),
            [a, b, c, d, e] => $call!($mode a 0, b 1, c 2, d 3, e 4),
            [a, b, c, d, e, f] => $call!($mode a 0, b 1, c 2, d 3, e 4, f 5),
            [a, b, c, d, e, f, g] => $call!($mode a 0, b 1, c 2, d 3, e 4, f 5, g 6),
            [a, b, c, d, e, f, g, h] => $call!($mode a 0, b 1, c 2, d 3, e 4, f 5, g 6, h 7),
            _ => 0,
        }
    };
}

/// A branch that threw ends the whole at once, as a panic unwinds through `join!`: `try_join!` is `join!` with that way out.
macro_rules! join {
    (@all biased $($branch:ident)*) => { tokio::try_join!(biased; $($branch),*) };
    (@all rotating $($branch:ident)*) => { tokio::try_join!($($branch),*) };
    ($mode:ident $($branch:ident $index:literal),*) => {{
        $(let $branch = PageFuture::new($branch);)*
        insert_future(async move {
            match join!(@all $mode $($branch)*) {
                Ok(($($branch,)*)) => {
                    LIST.set(vec![$($branch.into_id()),*]);
                    Answer::unit()
                }
                Err(thrown) => Answer(Status::Threw, thrown.into_id()),
            }
        })
    }};
}

macro_rules! select {
    (@first biased $($branch:ident $index:literal),*) => {
        tokio::select! { biased; $(output = $branch => ($index, output),)* }
    };
    (@first random $($branch:ident $index:literal),*) => {
        tokio::select! { $(output = $branch => ($index, output),)* }
    };
    ($mode:ident $($branch:ident $index:literal),*) => {{
        $(let $branch = PageFuture::new($branch);)*
        insert_future(async move {
            let (index, output): (u32, Result<Value, Value>) = select!(@first $mode $($branch $index),*);
            match output {
                Ok(value) => {
                    LIST.set(vec![value.into_id()]);
                    Answer(Status::Ready, index)
                }
                Err(thrown) => Answer(Status::Threw, thrown.into_id()),
            }
        })
    }};
}

/// Over the branches in the list, of which there are 1 to 8; else 0, and then the page keeps them.
#[export_name = "tokio_join"]
pub extern "C" fn join(biased: u32) -> u32 {
    let branches = LIST.take();
    if biased > 0 {
        for_each_count!(branches, join, biased)
    } else {
        for_each_count!(branches, join, rotating)
    }
}

/// The same for `select!`.
#[export_name = "tokio_select"]
pub extern "C" fn select(biased: u32) -> u32 {
    let branches = LIST.take();
    if biased > 0 {
        for_each_count!(branches, select, biased)
    } else {
        for_each_count!(branches, select, random)
    }
}
