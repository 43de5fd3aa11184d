//! Runs a task program on tokio's current_thread runtime, inside the page: its JSON in, the poll order out.
//!
//! The recorder itself is the native one's. A program with foreign threads or several workers is for that one alone.

#[path = "../../../src/body.rs"]
mod body;
#[allow(dead_code)]
#[path = "../../../src/program.rs"]
mod program;
#[path = "../../../src/record.rs"]
mod record;
#[path = "../../../src/world.rs"]
mod world;

use std::cell::RefCell;

thread_local! {
    /// The program's text, then the trace's: one call's input and output.
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Where the program's `length` bytes are to be written.
#[no_mangle]
pub extern "C" fn input(length: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|text| {
        text.clear();
        text.resize(length, 0);
        text.as_mut_ptr()
    })
}

/// Runs the program that was written; the length of the trace. What is no program traps, as a panic does here.
#[no_mangle]
pub extern "C" fn record() -> usize {
    let program = TEXT.with_borrow(|text| serde_json::from_slice(text)).expect("a task program");
    let trace = record::record(&program);
    TEXT.with_borrow_mut(|text| {
        *text = trace.into_bytes();
        text.len()
    })
}

/// Where the trace is.
#[no_mangle]
pub extern "C" fn output() -> *const u8 {
    TEXT.with_borrow(|text| text.as_ptr())
}
