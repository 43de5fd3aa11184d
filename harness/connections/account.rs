//! Checks of what is left after a shutdown: every connection closed, and the account that `run` gives of them.

use course::{fail, Learner, Verdict};

use super::peer::{End, Script};
use super::play::{play, Scenario};

pub fn goodbye(_: &Learner) -> Verdict {
    let left = Script { asks: &[0], write: 5, leaves: Some(10), ..Script::default() };
    let busy = Script { asks: &[0], write: 40, leaves: Some(50), ..Script::default() };
    let idle = Script { write: 5, leaves: Some(60), ..Script::default() };
    let played = play(Scenario { peers: &[left, busy, idle], grace: 50, signals: &[30] })?;
    // More than once, or used afterwards, does not compile: `close` takes the connection.
    let Some(open) = played.accepted.iter().find(|peer| peer.closed.is_none()) else { return Ok(()) };
    let hint = if open.name == "peer 0" {
        "Its peer hung up before the signal: there are two ways out of the loop, and both lead to `close()`."
    } else {
        "Close where the task of the connection ends, and nowhere else."
    };
    fail(format!("The connection of {} was dropped and never closed.", open.name), hint)
}

pub fn broken(_: &Learner) -> Verdict {
    let breaks =
        Script { asks: &[0, 1], write: 10, leaves: Some(30), breaks_at: Some(2), ..Script::default() };
    let other = Script { asks: &[0], write: 60, leaves: Some(61), ..Script::default() };
    let played = play(Scenario { peers: &[breaks, other], grace: 100, signals: &[40] })?;
    let whole = played.peers[1].answers.first().is_some_and(|answer| answer.end == End::Whole);
    let of_broken = played.shutdown.answered.first().copied();
    if whole && played.ended >= 60 && of_broken == Some(1) {
        return Ok(());
    }
    fail(
        if of_broken == Some(1) {
            format!(
                "The connection of peer 0 broke at 20 ms, and run() was ready at {} ms, while peer 1 was being answered until 60 ms.",
                played.ended
            )
        } else {
            format!("The connection of peer 0 broke in its second answer, so it was answered once; run() says {of_broken:?}.")
        },
        "Handle the error in the connection's own task, which then closes and counts as any other.",
    )
}

pub fn in_order(_: &Learner) -> Verdict {
    let slow = Script { asks: &[0, 0, 0], write: 20, leaves: Some(70), ..Script::default() };
    let left = Script { asks: &[0], write: 5, leaves: Some(10), ..Script::default() };
    let quick = Script { asks: &[0, 0], write: 10, leaves: Some(30), ..Script::default() };
    let played = play(Scenario { peers: &[slow, left, quick], grace: 200, signals: &[15] })?;
    let expected: Vec<usize> = played.accepted.iter().map(|peer| peer.whole()).collect();
    if played.shutdown.answered == expected {
        return Ok(());
    }
    let names: Vec<&str> = played.accepted.iter().map(|peer| peer.name.as_str()).collect();
    fail(
        format!(
            "Connections were accepted in the order {} and got {expected:?} answers; run() says {:?}.",
            names.join(", "),
            played.shutdown.answered
        ),
        "`gather` gives results in input order, whoever is first: gather one JoinHandle for each connection, also for those that closed long ago.",
    )
}

pub fn kept(_: &Learner) -> Verdict {
    let left = Script { asks: &[0], write: 5, leaves: Some(10), ..Script::default() };
    let slow = Script { asks: &[25], write: 90, leaves: Some(26), ..Script::default() };
    let idle = Script { write: 5, leaves: Some(90), ..Script::default() };
    let busy = Script { asks: &[28], write: 30, leaves: Some(29), ..Script::default() };
    let played = play(Scenario { peers: &[left, slow, idle, busy], grace: 50, signals: &[40] })?;
    let mut due: Vec<(u64, &str)> = played
        .accepted
        .iter()
        .filter_map(|peer| Some((peer.closed?.checked_sub(played.signal)?, peer.name.as_str())))
        .collect();
    due.sort_unstable();
    let histogram = &played.shutdown.kept;
    if histogram.count() != due.len() as u64 {
        return fail(
            format!(
                "{} connections were open when the signal came, and kept has {} latencies.",
                due.len(),
                histogram.count()
            ),
            "Record once for each connection, where it closes, and only if the signal has come.",
        );
    }
    for (index, (ms, name)) in due.iter().enumerate() {
        let answer = histogram.percentile((index as f64 + 0.5) / due.len() as f64);
        let ns = ms * 1_000_000;
        // The band of the Histogram's own checks; 0 ns is in the first bucket.
        if answer + 1 >= ns && answer as f64 <= ns as f64 * 1.25 + 1.0 {
            continue;
        }
        return fail(
            format!("The connection of {name} closed {ms} ms after the signal, which is {ns} ns, and kept has {answer} ns in its place."),
            "A latency here goes from the signal to the close, in ns: `at.elapsed().as_nanos()`.",
        );
    }
    Ok(())
}
