//! Why a gather is stuck, read off the wake graph: who was polled, with which waker, and where its wake went.

use super::super::check::{failure, Failure, Verdict};
use super::super::show::list;
use super::faults::Kind;
use super::scene::{names, Scene};
use super::value::show;
use super::watch::Reached;

/// # Errors
/// When a task that nothing will wake still has something to do; else it waits as it should.
pub fn explain_parked(scene: &Scene) -> Verdict {
    let running = scene.running();
    let (unpolled, lost, count) = {
        let watch = scene.watch();
        let unpolled: Vec<usize> =
            running.iter().copied().filter(|&index| watch.children[index].polls == 0).collect();
        (unpolled, running.iter().copied().find(|&index| watch.children[index].woken), watch.children.len())
    };
    if unpolled.is_empty() && lost.is_none() {
        return Ok(());
    }
    scene.watch().add("park", "task", "parked: nothing will wake it", None);
    let parked =
        |message: String, hint: &str| Err(scene.evidence(failure(message, hint), scene.last_poll_end));
    if !unpolled.is_empty() && unpolled.len() == count {
        return parked(
            format!("gather returned Pending without polling any of its {count} children: nobody holds its waker, so it will never be polled again."),
            "Nothing runs by itself. Poll every child in your own first poll, and pass them your `cx`.",
        );
    }
    if !unpolled.is_empty() {
        let were = if unpolled.len() == 1 { "was" } else { "were" };
        return parked(
            format!(
                "The task is parked, and {} {were} never polled: a future does nothing until it is polled.",
                list(&names(&unpolled))
            ),
            "Poll every child in your first poll, whether an earlier one was Pending or Ready.",
        );
    }
    lost.map_or(Ok(()), |index| Err(lost_wake(scene, index)))
}

fn lost_wake(scene: &Scene, index: usize) -> Box<Failure> {
    let watch = scene.watch();
    let child = &watch.children[index];
    let wanted = if child.ready { "became ready" } else { "wanted to be polled" };
    let wants = format!("The task is parked, and nothing will wake it. Child {index} {wanted}");
    let polls = watch.polls;
    let reached = child.last_wake.map(|wake| wake.reached);
    let wake_step = child.last_wake.and_then(|wake| wake.step);
    // Its vtable may be another in each crate; that it carries nothing is what all noops have in common.
    let noop = child.waker.as_ref().is_some_and(|waker| waker.data().is_null());
    let in_poll = child.last_wake.is_some_and(|wake| wake.in_poll);
    let nobody_polled = watch.children.iter().all(|child| child.last_polled_in != polls);
    let (message, hint, step) = match reached {
        Some(Reached::Nobody) if noop => (
            format!("{wants}, but gather had polled it with `Waker::noop()`, which wakes nobody."),
            "A child's waker is how the task hears of it: poll it with the `cx` that you are polled with.",
            wake_step,
        ),
        Some(Reached::Nobody) => (
            format!("{wants} and called the waker that gather had polled it with, but that waker woke nobody."),
            "Either poll a child with your own `cx`, or make a waker that remembers the child *and* wakes the waker of your newest poll. Store that waker before you poll any child.",
            wake_step,
        ),
        Some(Reached::Stale) => (
            format!("{wants} and woke the waker of an earlier poll of gather, but poll {polls} came with another waker: the task had moved."),
            "Only the waker of the newest poll is sure to reach your task. Do not keep the first one: in every poll, pass on the new `cx` or store its waker again.",
            wake_step,
        ),
        _ if !in_poll && nobody_polled => (
            format!("{wants} and woke the task, but poll {polls} of gather polled no child at all."),
            "That poll ended before it reached the children: look for an early return, or for an await before them that never ends, such as `pending()`.",
            scene.last_poll_end,
        ),
        _ => (
            format!("{wants} and woke the task, but poll {polls} of gather did not poll it."),
            "Poll every child that was woken since its last poll, including one that is woken while you poll. Clear its mark just before you poll it, not after.",
            scene.last_poll_end,
        ),
    };
    let position = child.last_polled_at;
    let failed = watch.evidence(failure(message, hint), step);
    Box::new(Failure { position, ..*failed })
}

/// # Errors
/// Always: the task wakes itself at every poll, and no poll finds anything new.
pub fn explain_busy(scene: &Scene) -> Verdict {
    scene.expect_no(&[Kind::Uncaused])?;
    let waiting = list(&names(&scene.running()));
    let message = format!(
        "Over {} polls, gather kept waking its own task and did not poll {waiting}.",
        scene.watch().polls
    );
    Err(scene.evidence(failure(message, Kind::Uncaused.hint()), scene.last_poll_end))
}

/// # Errors
/// Always: it is ready with children still running.
pub fn explain_early(scene: &Scene) -> Verdict {
    let waiting = list(&names(&scene.running()));
    let values = show(scene.outcome.as_deref().unwrap_or_default());
    let message = format!(
        "Poll {} of gather returned Ready({values}), but {waiting} had not finished.",
        scene.watch().polls
    );
    let hint = "Return Ready once every child has returned Ready, and Pending until then.";
    Err(scene.evidence(failure(message, hint), scene.last_poll_end))
}
