//! tokio's current_thread runtime for futures that live in the page: src/runtime/tokio is the other side.
//!
//! The page's futures are numbers here, and tokio's futures are handles there. Calls nest: tokio polls the page, and the page
//! polls tokio. So nothing is borrowed while an import runs, and what a call needs is taken out of the table first.

mod border;
mod macros;
mod runtime;
mod sync;
mod table;
mod task;
mod time;
