//! Runs the bench on one flavor of tokio's runtime: single batches for warm-up and calibration, whole rounds through gather.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::Runtime;
use tokio::task::JoinError;

use super::batches::{control_batch, inline_batch, spawn_batch, Batch};
use super::flavor::Flavor;
use super::gather::GuardedGather;
use super::turns::Turns;

#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    Inline,
    Spawn,
    Control,
}

/// Every order of the three sides: each comes first, second and last equally often.
pub const ORDERS: [[Side; 3]; 6] = [
    [Side::Inline, Side::Spawn, Side::Control],
    [Side::Spawn, Side::Control, Side::Inline],
    [Side::Control, Side::Inline, Side::Spawn],
    [Side::Control, Side::Spawn, Side::Inline],
    [Side::Spawn, Side::Inline, Side::Control],
    [Side::Inline, Side::Control, Side::Spawn],
];

/// Operations in one batch.
#[derive(Clone, Copy)]
pub struct Ops {
    pub inline: u32,
    pub spawn: u32,
}

impl Ops {
    pub fn of(self, side: Side) -> u32 {
        match side {
            Side::Spawn => self.spawn,
            _ => self.inline,
        }
    }
}

/// The three batches in the order of their sides.
type Round = [Batch; 3];

pub struct Lab {
    flavor: Flavor,
    runtime: Runtime,
    pub gather: GuardedGather,
}

async fn batch_of(side: Side, ops: u32) -> Batch {
    match side {
        Side::Inline => inline_batch(ops).await,
        Side::Spawn => spawn_batch(ops).await,
        Side::Control => control_batch(ops).await,
    }
}

impl Lab {
    pub fn new(flavor: Flavor, gather: GuardedGather) -> Self {
        Lab { flavor, runtime: flavor.runtime(), gather }
    }

    pub fn batch(&self, side: Side, ops: u32) -> Batch {
        self.run(batch_of(side, ops)).expect("a batch does not panic")
    }

    /// Runs in its own task: from `block_on` of a multi_thread runtime, a spawned task would move to another thread.
    pub fn run<T: Send + 'static>(
        &self,
        batch: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, JoinError> {
        self.runtime.block_on(self.runtime.spawn(batch))
    }

    /// Three batches, one after the other, collected by the learner's gather, or by a plain one after its first fault.
    pub fn round(&mut self, order: [Side; 3], ops: Ops) -> Round {
        self.try_round(order, ops).unwrap_or_else(|reason| {
            self.gather.give_up(reason);
            // Tasks of the failed round may still be queued in the old one.
            self.runtime = self.flavor.runtime();
            self.try_round(order, ops).expect("a plain gather gives what the tasks returned")
        })
    }

    fn try_round(&self, order: [Side; 3], ops: Ops) -> Result<Round, String> {
        // Kept here, not taken from gather's return value: the learner's code passes the results on, but does not report them.
        let kept = Arc::new(Mutex::new([None; 3]));
        let turns = Arc::new(Turns::new(order.len()));
        let gathered = self.runtime.block_on(async {
            let spawn = |(turn, side)| {
                let (kept, turns) = (Arc::clone(&kept), Arc::clone(&turns));
                tokio::spawn(async move {
                    turns.take(turn).await;
                    let batch = batch_of(side, ops.of(side)).await;
                    kept.lock().unwrap_or_else(PoisonError::into_inner)[turn] = Some(batch);
                    turns.finish(turn).await;
                    batch
                })
            };
            self.gather.collect(order.into_iter().enumerate().map(spawn).collect()).await
        })?;
        let kept = *kept.lock().unwrap_or_else(PoisonError::into_inner);
        self.gather.verify(&gathered, &kept)?;
        Ok(kept.map(|batch| {
            batch.expect("the plain gather, or the learner's as verified, waits for every task")
        }))
    }
}
