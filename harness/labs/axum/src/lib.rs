//! The lab: a server that stalls once, two loops of load, and what each clock saw of the stall.
//!
//! Read in this order: `plan` (what happens when), `server` (the middleware is here), `closed` and `open` (the two
//! loops), `recorder` (samples, and your Histogram), `result` (the file for the page).

pub mod client;
pub mod closed;
pub mod experiment;
pub mod open;
pub mod plan;
pub mod recorder;
pub mod result;
pub mod server;

/// The lab has no error to handle: whatever fails ends the run and is printed.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
