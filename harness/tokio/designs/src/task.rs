//! One instance of a task: waits for any of its inputs, then takes the steps of that input's list.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Instant;

use tokio::sync::oneshot;

use crate::design::{RunsOn, SinkKind, Spread, Step, Task};
use crate::follow::Input;
use crate::world::{spin, Locks, Message, Random, Receiver, World};

pub async fn run(world: Arc<World>, task: Arc<Task>, mut inputs: Vec<Input>, index: usize) {
    let mut random = Random::new(index as u64 + 1);
    let mut turn = 0;
    while let Some((at, mut message)) = next(&mut inputs, &mut turn).await {
        let handler = &task.on[at];
        if matches!(inputs[at], Input::Queue(Receiver::Unbounded(_))) {
            world.seen.received(&handler.from, message.sent);
        }
        for step in &handler.does {
            take(&world, &task, step, &mut message, &mut random).await;
        }
    }
}

/// Like a `select!` over all inputs that begins with another each time.
async fn next(inputs: &mut [Input], turn: &mut usize) -> Option<(usize, Message)> {
    let first = *turn;
    *turn += 1;
    poll_fn(|cx| {
        let mut ended = 0;
        for i in 0..inputs.len() {
            let at = (first + i) % inputs.len();
            match inputs[at].poll_next(cx) {
                Poll::Ready(Some(message)) => return Poll::Ready(Some((at, message))),
                Poll::Ready(None) => ended += 1,
                Poll::Pending => {}
            }
        }
        if ended == inputs.len() { Poll::Ready(None) } else { Poll::Pending }
    })
    .await
}

async fn take(world: &World, task: &Task, step: &Step, message: &mut Message, random: &mut Random) {
    match step {
        Step::Work { us, spread: Spread::Fixed } => spin(*us),
        Step::Work { us, spread: Spread::Exponential } => spin(random.exponential(*us)),
        Step::Send { to, reply } => {
            let (tx, rx) = oneshot::channel();
            let sent = Message {
                source: message.source.clone(),
                via: message.via.clone(),
                born: message.born,
                sent: Instant::now(),
                key: message.key,
                reply: reply.then_some(tx),
            };
            if world.send(to, sent).await && *reply {
                let _ = rx.await;
            }
        }
        Step::Reply => {
            if let Some(reply) = message.reply.take() {
                let _ = reply.send(());
            }
        }
        Step::Lock { state, .. } => match &world.locks[state] {
            Locks::Std(locks, us) => {
                let _guard = locks[message.key as usize % locks.len()].lock().unwrap();
                spin(*us);
            }
            Locks::Tokio(locks, us) => {
                let _guard = locks[message.key as usize % locks.len()].lock().await;
                spin(*us);
            }
        },
        Step::Write { to } => {
            match world.sinks[to] {
                (SinkKind::File, us) if task.runs_on == RunsOn::Runtime => {
                    tokio::task::spawn_blocking(move || spin(us)).await.unwrap();
                }
                (_, us) => spin(us),
            }
            world.seen.arrived(&message.name(), message.born);
        }
    }
}
