//! Checks of whom gather polls, and when.

use super::super::check::{failure, Check, Verdict};
use super::super::learner::Learner;
use super::super::show::list;
use super::faults::Kind;
use super::scene::{names, Scene, With};
use super::value::{texts, Value};

pub const LAZY: Check = Check { id: "lazy", title: "nothing is polled before gather is", run: lazy };

fn lazy(learner: &Learner) -> Verdict {
    let scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
    let early: Vec<usize> = (0..3).filter(|&index| scene.watch().children[index].polls > 0).collect();
    if early.is_empty() {
        return Ok(());
    }
    let message = format!("Calling gather polled {}, before anybody polled gather.", list(&names(&early)));
    let hint = "A future does nothing until it is polled. An `async fn` is lazy by itself; `poll_fn(|cx| …)` polls the children from inside.";
    Err(scene.evidence(failure(message, hint), Some(0)))
}

pub const FIRST_POLL: Check =
    Check { id: "first-poll", title: "the first poll polls every child", run: first_poll };

fn first_poll(learner: &Learner) -> Verdict {
    // Which child is ready at once must not matter: none, the first, one in the middle, the last.
    for ready in [None, Some(0), Some(2), Some(3)] {
        let mut scene = Scene::begin(learner, &texts(&["a", "b", "c", "d"]))?;
        if let Some(index) = ready {
            scene.finish_silently(index);
        }
        scene.poll()?;
        let (met, missed): (Vec<usize>, Vec<usize>) =
            (0..4).partition(|&index| scene.watch().children[index].polls > 0);
        if missed.is_empty() {
            continue;
        }
        let finished = |index: usize| scene.watch().children[index].finished;
        let described: Vec<String> = met
            .iter()
            .map(|&index| format!("child {index} ({})", if finished(index) { "Ready" } else { "Pending" }))
            .collect();
        let whom = if described.is_empty() { "nobody".to_owned() } else { described.join(", ") };
        let message = format!("gather's first poll polled {whom}, but not {}.", list(&names(&missed)));
        let hint = match met.last() {
            None => "Children start when you poll them: poll every one in your first poll.",
            Some(&last) if missed[0] < last => "One child in the middle was skipped. Removing from a Vec while you walk over it moves the next child to the index you have just done: empty a slot instead.",
            Some(&last) if finished(last) => "Your sweep ends at the first Ready. Keep its value and go on: the others have not started.",
            Some(_) => "Waiting for one child before starting the next takes the sum of their times. Poll them all, then see which are still Pending.",
        };
        return Err(scene.evidence(failure(message, hint), scene.last_poll_end));
    }
    Ok(())
}

pub const ONE_POLL: Check = Check {
    id: "one-poll",
    title: "no child is polled twice in one poll, unless it was woken",
    run: one_poll,
};

fn one_poll(learner: &Learner) -> Verdict {
    for ready in [None, Some(0), Some(1), Some(2)] {
        let mut scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
        if let Some(index) = ready {
            scene.finish_silently(index);
        }
        scene.poll()?;
        for index in scene.running() {
            scene.finish(index);
            scene.settle()?;
        }
        scene.expect_no(&[Kind::Twice])?;
    }
    Ok(())
}

pub const FINISHED: Check =
    Check { id: "finished", title: "a child that was Ready is never polled again", run: finished };

fn finished(learner: &Learner) -> Verdict {
    let values = [Value::Unit, Value::text("b"), Value::Nothing, Value::text("d")];
    let mut scene = Scene::begin(learner, &values)?;
    scene.finish_silently(0);
    scene.poll()?;
    for index in 1..4 {
        // A timer or a channel may call a waker once more after its future is done with.
        (0..4).for_each(|other| scene.wake_late(other));
        scene.finish(index);
        scene.settle()?;
        scene.expect_no(&[Kind::Finished])?;
    }
    scene.expect_no(&[Kind::Finished])
}

pub const INSIDE_POLL: Check = Check {
    id: "inside-poll",
    title: "children are polled inside gather's own poll, and nowhere else",
    run: inside_poll,
};

fn inside_poll(learner: &Learner) -> Verdict {
    let mut scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
    scene.poll()?;
    for index in [2, 1, 0] {
        scene.wake(index);
        scene.expect_no(&[Kind::Outside])?;
        scene.settle()?;
        scene.finish(index);
        scene.expect_no(&[Kind::Outside])?;
        scene.settle()?;
    }
    scene.expect_no(&[Kind::Outside])
}

pub const SPURIOUS: Check =
    Check { id: "spurious", title: "a poll that nothing asked for does no harm", run: spurious };

fn spurious(learner: &Learner) -> Verdict {
    let values = texts(&["a", "b", "c"]);
    let mut scene = Scene::begin(learner, &values)?;
    scene.poll()?;
    scene.poll()?;
    for index in [2, 1, 0] {
        scene.finish(index);
        scene.settle()?;
        for with in [With::SameWaker, With::NewWaker] {
            if scene.outcome.is_none() {
                scene.poll_with(with)?;
            }
        }
    }
    scene.expect_ready(&values)
}

pub const IN_PLACE: Check = Check { id: "in-place", title: "nothing is spawned", run: in_place };

fn in_place(learner: &Learner) -> Verdict {
    // Any spawn shows at once, in this check as in all others; whether the rest goes well is for them to say.
    let mut scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
    scene.poll()?;
    scene.finish(0);
    scene.finish(1);
    if scene.outcome.is_none() {
        scene.poll()
    } else {
        Ok(())
    }
}
