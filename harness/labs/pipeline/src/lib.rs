//! The lab: a source, shards, a fan-out and sockets as one pipeline, and how long an event spends in each stage.
//!
//! Read in this order: `plan`, `pipeline` (the tasks), `stages` (what is measured of an event), `floor` (what a spawn costs).

pub mod floor;
pub mod pipeline;
pub mod plan;
pub mod stages;

/// The lab has no error to handle: whatever fails ends the run and is printed.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
