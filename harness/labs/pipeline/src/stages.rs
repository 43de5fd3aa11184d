//! What is measured of an event: a time at the end of each stage, and from those a Histogram for each stage.

use std::time::Instant;
use week01::Histogram;

/// An event on its way, with the times so far.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    pub id: u32,
    pub due: Instant,
    /// In the shard's channel: later than due where the channel was full.
    pub sent: Instant,
    pub taken: Instant,
    pub worked: Instant,
}

/// An event that a subscriber has; there is one of each event for each subscriber.
#[derive(Clone, Copy, Debug)]
pub struct Delivered {
    pub event: Event,
    pub fanned_out: Instant,
    pub arrived: Instant,
}

/// From one time to the next, in the order of the stages, and then the whole way.
pub const STAGES: [&str; 6] = ["source", "wait", "shard", "fan-out", "socket", "end to end"];

pub struct Stages {
    pub histograms: [Histogram; STAGES.len()],
}

impl Stages {
    pub fn of(delivered: &[Delivered]) -> Self {
        let mut histograms = std::array::from_fn(|_| Histogram::new());
        for &Delivered { event: Event { due, sent, taken, worked, .. }, fanned_out, arrived } in delivered {
            let times = [due, sent, taken, worked, fanned_out, arrived];
            let ways = times.windows(2).map(|pair| (pair[0], pair[1])).chain([(due, arrived)]);
            for (histogram, (from, to)) in histograms.iter_mut().zip(ways) {
                histogram.record(to.duration_since(from).as_nanos() as u64);
            }
        }
        Self { histograms }
    }
}
