//! Plays a shutdown with clients at work. Where nothing happens any more, it says who was not told instead of hanging.

use shutdown::client::{client, Seen};
use shutdown::manager::{ConnectionManager, Shutdown};
use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::{channel, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::mpsc::unbounded_channel;
use week01::gather;

pub const CLIENTS: usize = 8;
pub const REQUESTS: &[u64] = &[20, 20, 20];

/// Something happens every 20 ms in a shutdown that goes on, so even a machine under load shows a sign of it in this time.
const QUIET: Duration = Duration::from_secs(20);

/// What has happened so far.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    /// A client is being answered for the first time.
    Served,
    Signalled,
    /// A client's connection has ended.
    Closed,
    /// So has that of the client which came after the signal.
    LateClosed,
    /// `run` is ready.
    Ended,
}

/// On a thread of its own, so that a manager which blocks it does not stop the watch.
/// @returns what the manager reports, what each client has seen, and what the one has that came after the signal
pub fn played(grace: Duration) -> (Shutdown, Vec<Seen>, io::Result<Seen>) {
    let (steps, happened) = channel();
    let playing = thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(play(grace, steps))
    });
    let mut so_far = Vec::new();
    loop {
        match happened.recv_timeout(QUIET) {
            Ok(step) => so_far.push(step),
            Err(RecvTimeoutError::Disconnected) => {
                return playing.join().unwrap_or_else(|why| resume_unwind(why))
            }
            Err(RecvTimeoutError::Timeout) => panic!("{}", stuck(&so_far)),
        }
    }
}

/// The signal comes when every client is being answered; then a late one tries its luck.
async fn play(grace: Duration, steps: Sender<Step>) -> (Shutdown, Vec<Seen>, io::Result<Seen>) {
    let tell = |step| {
        let _ = steps.send(step);
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port of this machine");
    let address = listener.local_addr().expect("its address");
    let manager = ConnectionManager::new(grace);
    let mut busy = Vec::new();
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let (working, begins) = unbounded_channel();
        busy.push(begins);
        let steps = steps.clone();
        clients.push(tokio::spawn(async move {
            let seen = client(address, REQUESTS, working).await;
            let _ = steps.send(Step::Closed);
            seen
        }));
    }
    let signal = async {
        for begins in &mut busy {
            begins.recv().await.expect("the manager closed a connection before it answered");
            tell(Step::Served);
        }
        manager.shutdown();
        tell(Step::Signalled);
        let late = client(address, REQUESTS, unbounded_channel().0).await;
        tell(Step::LateClosed);
        late
    };
    let run = async {
        let shutdown = manager.run(listener).await;
        tell(Step::Ended);
        shutdown
    };
    let (shutdown, late) = tokio::join!(run, signal);
    let seen =
        gather(clients).await.into_iter().map(|client| client.expect("a client's task").expect("its socket"));
    (shutdown, seen.collect(), late)
}

/// Who waits for what, in a sentence.
fn stuck(so_far: &[Step]) -> String {
    let count = |step| so_far.iter().filter(|&&one| one == step).count();
    let (served, closed) = (count(Step::Served), count(Step::Closed));
    let waits = if count(Step::Signalled) == 0 {
        format!(
            "{served} of {CLIENTS} clients are being answered, and the signal has not come yet. `run` accepts every client, \
             and answers each in a task of its own."
        )
    } else if closed < CLIENTS {
        format!(
            "{} of {CLIENTS} connections are open long after the signal, with nothing left to answer. The signal is lost: it \
             came while they were busy, so they did not wait for it. Keep it where a task finds it later, in a `watch` \
             channel or in a value beside the `Notify`.",
            CLIENTS - closed
        )
    } else if count(Step::LateClosed) == 0 {
        "A client that came after the signal is still connected, and nobody answers it. The accept loop ends at the signal, \
         and `run` drops the listener before it waits for the connections."
            .into()
    } else if count(Step::Ended) == 0 {
        "All connections have ended, and `run` is not ready. It waits for the accept loop, or for a task that never heard the \
         signal."
            .into()
    } else {
        "All connections have ended and `run` is ready, but a client waits.".into()
    };
    format!("Nothing has happened for {} s. {waits}", QUIET.as_secs())
}
