//! That gather neither keeps nor does more the longer it is used: counted in bytes that are allocated, never timed.

use std::task::{Context, Waker};

use super::super::alloc::used_by;
use super::super::check::{fail, Verdict};
use super::super::learner::Learner;
use super::super::show::grouped;
use super::scene::gather_of;
use super::ticket::{entry, ledger, Ticket};

const CHILDREN: usize = 4;
const POLLS: usize = 200;
const ROUNDS: usize = 8;
/// Bytes for whatever has a fixed size; one waker kept at each poll outgrows it, and so does one list for each gather.
const ROOM_BYTES: usize = 4_000;

/// # Errors
/// When gather keeps something, or works longer the more polls there were before.
pub fn steady(learner: &Learner) -> Verdict {
    expect_nothing_left(learner)?;
    expect_same_work(learner)
}

const MANY_CHILDREN: usize = 100;
const GATHERS: usize = 20;

fn expect_nothing_left(learner: &Learner) -> Verdict {
    let ledger = ledger(MANY_CHILDREN);
    (0..MANY_CHILDREN).for_each(|index| entry(&ledger, index).ready = true);
    let gather_once = || {
        let mut gathered = (gather_of(learner).tickets)(Ticket::all(&ledger));
        let _ = gathered.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    };
    gather_once();
    let kept = used_by(|| (0..GATHERS).for_each(|_| gather_once())).kept;
    if kept <= ROOM_BYTES as isize {
        return Ok(());
    }
    fail(
        format!(
            "{GATHERS} gathers of {MANY_CHILDREN} children, each finished and dropped, left {} bytes allocated.",
            grouped(kept as u64)
        ),
        "A Vec gives back its memory when it is dropped: let yours go at the end, without mem::forget, ManuallyDrop or Box::leak.",
    )
}

fn expect_same_work(learner: &Learner) -> Verdict {
    let ledger = ledger(CHILDREN);
    let mut gathered = (gather_of(learner).tickets)(Ticket::all(&ledger));
    let mut cx = Context::from_waker(Waker::noop());
    let mut round = || {
        used_by(|| {
            for poll in 0..POLLS {
                let waker = entry(&ledger, poll % CHILDREN).waker.take();
                if let Some(waker) = waker {
                    waker.wake();
                }
                let _ = gathered.as_mut().poll(&mut cx);
            }
        })
    };
    round();
    let rounds: Vec<_> = (0..ROUNDS).map(|_| round()).collect();
    let polls = grouped(POLLS as u64);
    let kept: isize = rounds.iter().map(|round| round.kept).sum();
    if kept > ROOM_BYTES as isize {
        return fail(
            format!("{} polls of gather over {CHILDREN} waiting children left {} more bytes allocated.", grouped((ROUNDS * POLLS) as u64), grouped(kept as u64)),
            "Between polls, keep only the children, their results and the newest waker: replace the stored waker, do not add to it.",
        );
    }
    let (first, last) = (rounds[0].asked, rounds[ROUNDS - 1].asked);
    if last <= 2 * first + ROOM_BYTES {
        return Ok(());
    }
    fail(
        format!("{polls} polls of gather over {CHILDREN} waiting children allocated {} bytes; after more polls, another {polls} allocated {}.", grouped(first as u64), grouped(last as u64)),
        "The work of a poll depends on how many children are waiting, not on how often gather was polled before.",
    )
}
