//! What holds of a right shutdown on real sockets, however slow the machine: no test asserts how long anything takes.

mod played;

use played::{played, CLIENTS, REQUESTS};
use shutdown::client::Seen;
use std::time::Duration;

#[test]
fn with_enough_grace_everything_that_was_asked_is_answered() {
    let (shutdown, seen, _) = played(Duration::from_secs(600));
    let all = Seen { began: REQUESTS.len(), whole: REQUESTS.len(), goodbye: true };
    assert!(seen.iter().all(|seen| *seen == all), "expected {all:?} of every client, got {seen:?}");
    assert_eq!(shutdown.answered, [REQUESTS.len(); CLIENTS], "`answered` of each connection");
    assert_eq!(shutdown.kept.count(), CLIENTS as u64, "`kept` has a sample of each connection");
}

#[test]
fn without_grace_what_has_begun_is_finished_and_said_goodbye_to() {
    let (shutdown, seen, _) = played(Duration::ZERO);
    let is_whole = |seen: &Seen| seen.began >= 1 && seen.whole == seen.began && seen.goodbye;
    assert!(seen.iter().all(is_whole), "expected every answer whole and a goodbye, got {seen:?}");
    let whole = seen.iter().map(|seen| seen.whole).sum();
    assert_eq!(shutdown.answered.iter().sum::<usize>(), whole, "`answered` has what the clients got");
    assert_eq!(shutdown.answered.len(), CLIENTS, "`answered` has every connection");
}

#[test]
fn after_the_signal_nobody_gets_in() {
    let (_, _, late) = played(Duration::from_secs(600));
    // Refused, or let go before it was accepted: no answer, and no goodbye either.
    assert!(
        late.as_ref().is_ok_and(|seen| *seen == Seen::default()) || late.is_err(),
        "a client that connects after the signal gets in: {late:?}"
    );
}
