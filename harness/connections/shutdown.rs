//! Checks of the order of a shutdown: who hears the signal, what is still answered, what is begun no more.

use course::{fail, Learner, Verdict};

use super::peer::{Answer, End, Script};
use super::play::{play, Played, Scenario};

pub fn side_by_side(_: &Learner) -> Verdict {
    let slow = Script { asks: &[0, 0], write: 40, leaves: Some(100), ..Script::default() };
    let quick = Script { asks: &[6], write: 5, comes: 5, leaves: Some(12), ..Script::default() };
    let played = play(Scenario { peers: &[slow, quick], grace: 50, signals: &[200] })?;
    let answered = played.peers[1].answers.first().and_then(|answer| answer.ended);
    if answered.is_none_or(|ms| ms > 11) {
        let had = answered.map_or("had none".to_owned(), |ms| format!("had it at {ms} ms"));
        return fail(
            format!("Peer 1 asked at 6 ms for an answer of 5 ms, and {had}: it waited for peer 0, whose answers take 40 ms."),
            "The accept loop must not await a connection: spawn a task for each, and accept the next.",
        );
    }
    let count = played.peers[0].answers.len();
    if count == 2 {
        return Ok(());
    }
    fail(
        format!("Peer 0 asked twice and got {count} of its answers."),
        "A connection reads until the peer has hung up: `read()` is then ready with `Ok(None)`.",
    )
}

pub fn idle(_: &Learner) -> Verdict {
    let played =
        play(Scenario { peers: &[Script { write: 5, ..Script::default() }], grace: 50, signals: &[20] })?;
    expect_end(&played, 20, "An idle connection has nothing to finish: it closes at the signal.")
}

pub fn busy(_: &Learner) -> Verdict {
    let peer = Script { asks: &[5], write: 20, ..Script::default() };
    let played = play(Scenario { peers: &[peer], grace: 50, signals: &[10] })?;
    expect_end(&played, 25, "After its answer, it asks for no further request: the signal has come.")
}

pub fn early(_: &Learner) -> Verdict {
    let played = play(Scenario { peers: &[], grace: 50, signals: &[0] })?;
    expect_end(&played, 0, "There is nothing to wait for: the signal came before anybody.")
}

fn expect_end(played: &Played, ms: u64, hint: &str) -> Verdict {
    let Played { signal, ended, .. } = played;
    if *ended <= ms {
        return Ok(());
    }
    fail(
        format!("The signal came at {signal} ms, and run() was ready at {ended} ms; nothing was left to do after {ms} ms."),
        hint,
    )
}

pub fn accepts_no_more(_: &Learner) -> Verdict {
    let busy = Script { asks: &[5], write: 40, leaves: Some(60), ..Script::default() };
    let late = Script { comes: 25, write: 5, leaves: Some(30), ..Script::default() };
    let played = play(Scenario { peers: &[busy, late], grace: 50, signals: &[10] })?;
    let Some(ms) = played.peers[1].accepted else { return Ok(()) };
    fail(
        format!("Peer 1 connected at 25 ms and was accepted at {ms} ms, but the signal came at 10 ms."),
        "Stop accepting first, and only then wait for the connections: a peer that is not accepted can go to another server.",
    )
}

pub fn drains(_: &Learner) -> Verdict {
    let peer = Script { asks: &[0, 1, 2], write: 10, leaves: Some(3), ..Script::default() };
    let played = play(Scenario { peers: &[peer], grace: 100, signals: &[5] })?;
    let count = played.peers[0].whole();
    if count == 3 {
        return Ok(());
    }
    let answers = if count == 1 { "answer" } else { "answers" };
    fail(
        format!("Peer 0 had asked three times when the signal came at 5 ms, with 100 ms of grace, and got {count} {answers}."),
        "After the signal, `try_read()` gives what has arrived already. Answer it while the deadline has not passed.",
    )
}

const BACKLOG: Script =
    Script { comes: 0, asks: &[0, 1, 2, 3, 4, 5, 6, 7], write: 10, leaves: Some(8), breaks_at: None };

pub fn deadline(_: &Learner) -> Verdict {
    let played = play(Scenario { peers: &[BACKLOG], grace: 30, signals: &[14] })?;
    expect_none_after_deadline(
        &played,
        "Look at the clock before each answer: the signal's time plus the grace.",
    )
}

pub fn second_signal(_: &Learner) -> Verdict {
    let played = play(Scenario { peers: &[BACKLOG], grace: 30, signals: &[14, 36] })?;
    expect_none_after_deadline(
        &played,
        "Keep the time of the first signal: `shutdown()` does nothing when it is called again.",
    )
}

fn expect_none_after_deadline(played: &Played, hint: &str) -> Verdict {
    let answers = &played.peers[0].answers;
    let Some(late) = answers.iter().find(|answer| answer.began > played.deadline) else { return Ok(()) };
    let Answer { request, began, .. } = late;
    let signal = played.signal;
    fail(
        format!("The signal came at {signal} ms with 30 ms of grace, and the answer to {request} began at {began} ms."),
        hint,
    )
}

pub fn whole_writes(_: &Learner) -> Verdict {
    let short = Script { asks: &[0], write: 30, leaves: Some(1), ..Script::default() };
    let long = Script { asks: &[0], write: 90, leaves: Some(1), ..Script::default() };
    let played = play(Scenario { peers: &[short, long], grace: 40, signals: &[10] })?;
    for (peer, name) in played.peers.iter().zip(["Peer 0", "Peer 1"]) {
        for Answer { began, ended, end, .. } in &peer.answers {
            let ended = ended.unwrap_or(u64::MAX);
            if *end == End::Whole && ended <= played.ended {
                continue;
            }
            let what = if *end == End::Cut {
                format!("cut at {ended} ms")
            } else {
                format!("not finished when run() was ready at {} ms", played.ended)
            };
            return fail(
                format!("{name} got half an answer: it began at {began} ms, and was {what}. The signal came at 10 ms, the deadline at 50 ms."),
                "Neither `select!` nor `timeout` may have a write among its branches: what loses is dropped where it is. Look at the clock between two writes instead.",
            );
        }
    }
    Ok(())
}
