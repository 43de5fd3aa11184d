//! Plays a server's life against the learner's ConnectionManager, on a runtime with a paused clock: peers come and ask, a
//! signal comes, time passes.

use course::{failure, Failure};
use std::future::{poll_fn, Future};
use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::sync::mpsc::{unbounded_channel, UnboundedSender};
use tokio::time::timeout;

use super::super::learner::{ConnectionManager, Shutdown};
use super::peer::{End, Peer, PeerConnection, PeerListener, Script, World};

#[derive(Clone, Copy)]
pub struct Scenario<'a> {
    pub peers: &'a [Script],
    pub grace: u64,
    /// When the signal is sent, each time; 0 is before the first poll of `run`.
    pub signals: &'a [u64],
}

pub struct Played {
    pub peers: Vec<Peer>,
    /// Those that were accepted, in that order.
    pub accepted: Vec<Peer>,
    pub signal: u64,
    pub deadline: u64,
    /// When `run` was ready.
    pub ended: u64,
    pub shutdown: Shutdown,
}

/// A right answer needs a few dozen; a busy loop reaches any number.
const MOST_POLLS: u32 = 5_000;
/// Virtual: it has passed as soon as everything waits and no timer is left.
const FOREVER: Duration = Duration::from_secs(3_600);
/// How long the world goes on after `run` is ready, for whoever is still at work.
const AFTERWARDS: u64 = 1_000;

/// # Errors
/// When `run` is never ready.
pub fn play(scenario: Scenario) -> Result<Played, Box<Failure>> {
    let runtime = Builder::new_current_thread().enable_all().start_paused(true).build().expect("a runtime");
    runtime.block_on(playing(scenario))
}

async fn playing(Scenario { peers, grace, signals }: Scenario<'_>) -> Result<Played, Box<Failure>> {
    let world = World::new(peers.len());
    let (comes, waiting) = unbounded_channel();
    for (index, &script) in peers.iter().enumerate() {
        tokio::spawn(living(world.clone(), index, script, comes.clone()));
    }
    let listener = PeerListener { world: world.clone(), waiting };
    let manager = ConnectionManager::new(Duration::from_millis(grace));
    let sending = async {
        for &ms in signals.iter().filter(|&&ms| ms > 0) {
            world.until(ms).await;
            manager.shutdown();
        }
        std::future::pending::<()>().await
    };
    if signals.contains(&0) {
        manager.shutdown();
    }
    let running = limited(&world, manager.run(listener));
    let shutdown = tokio::select! {
        shutdown = timeout(FOREVER, running) => shutdown.map_err(|_| stuck(&world, signals))??,
        () = sending => unreachable!("it never ends"),
    };
    let ended = world.now();
    world.until(ended + AFTERWARDS).await;
    let seen = world.seen();
    let signal = signals[0];
    Ok(Played {
        peers: seen.peers.clone(),
        accepted: seen.accepted.iter().map(|&index| seen.peers[index].clone()).collect(),
        signal,
        deadline: signal + grace,
        ended,
        shutdown,
    })
}

async fn living(world: World, index: usize, script: Script, comes: UnboundedSender<PeerConnection>) {
    let (asks, requests) = unbounded_channel();
    world.until(script.comes).await;
    // The manager may have stopped listening, or closed the connection.
    let _ = comes.send(PeerConnection { world: world.clone(), peer: index, script, requests });
    for (number, &ms) in script.asks.iter().enumerate() {
        world.until(ms).await;
        let _ = asks.send(format!("{index}.{}", number + 1));
    }
    match script.leaves {
        Some(ms) => world.until(ms).await,
        None => asks.closed().await,
    }
}

/// Fails where `run` is polled over and over and nothing comes of it, and where one broken connection makes it panic.
async fn limited<T>(world: &World, run: impl Future<Output = T>) -> Result<T, Box<Failure>> {
    let mut run = pin!(run);
    let mut polls = 0;
    poll_fn(|cx| {
        polls += 1;
        if polls > MOST_POLLS {
            return Poll::Ready(Err(failure(
                format!("run() was polled {MOST_POLLS} times, and is not ready."),
                "Something polls in a loop without waiting for anything: wait for a request or for the signal.",
            )));
        }
        match catch_unwind(AssertUnwindSafe(|| run.as_mut().poll(cx))) {
            Ok(poll) => poll.map(Ok),
            Err(payload) => match broken(world) {
                Some(name) => Poll::Ready(Err(failure(
                    format!("The connection of {name} broke, and run() panicked with what its task had panicked with."),
                    "A JoinHandle gives an Err when its task panicked, and your gather hands it on. Handle the error in the connection's own task, which ends as any other.",
                ))),
                None => resume_unwind(payload),
            },
        }
    })
    .await
}

fn broken(world: &World) -> Option<String> {
    let seen = world.seen();
    let is_broken = |peer: &&Peer| peer.answers.iter().any(|answer| answer.end == End::Broken);
    seen.peers.iter().find(is_broken).map(|peer| peer.name.clone())
}

/// `run` waits, and nothing is left that could wake anybody.
fn stuck(world: &World, signals: &[u64]) -> Box<Failure> {
    let seen = world.seen();
    let when = format!("The signal came at {} ms, everything waits, and run() is not ready", signals[0]);
    let open: Vec<_> =
        seen.accepted.iter().map(|&index| &seen.peers[index]).filter(|peer| peer.closed.is_none()).collect();
    let Some(first) = open.first() else {
        return failure(
            format!("{when}, although no connection is open."),
            "The accept loop has to hear the signal too, while it waits and also when the signal came before.",
        );
    };
    let others = if open.len() > 1 { format!(", and {} more", open.len() - 1) } else { String::new() };
    let was_busy = first.answers.iter().any(|answer| answer.end == End::Whole);
    failure(
        format!("{when}: {} is still open{others}. Its task never heard the signal.", first.name),
        if was_busy {
            "It was writing when the signal came. `notify_waiters` reaches those who wait at that moment and leaves nothing behind for those who come later: keep the signal in a value that stays, such as a `watch`, and look at it before you wait."
        } else {
            "A connection without a request waits in `read()`: wait for the request and for the signal, whichever is first."
        },
    )
}
