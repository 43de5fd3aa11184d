//! Checks of who wakes whom: the waker is passed on, the newest one, and nobody is woken without cause.

use super::super::check::{Check, Verdict};
use super::super::learner::Learner;
use super::faults::Kind;
use super::scene::{Scene, With};
use super::value::texts;
use super::watch::{Does, InPoll};

pub const WAKES: Check = Check { id: "wakes", title: "a child that wakes gets polled", run: wakes };

fn wakes(learner: &Learner) -> Verdict {
    for index in 0..3 {
        let mut scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
        scene.poll()?;
        // Woken without being ready, as a channel may do: polled, Pending, and woken once more.
        for times in [1, 2] {
            (0..times).for_each(|_| scene.wake(index));
            scene.settle()?;
        }
        scene.finish(index);
        scene.settle()?;
        finish_rest(&mut scene)?;
    }
    Ok(())
}

fn finish_rest(scene: &mut Scene) -> Verdict {
    for index in scene.running() {
        scene.finish(index);
        scene.settle()?;
    }
    Ok(())
}

pub const NEWEST_WAKER: Check =
    Check { id: "newest-waker", title: "a child wakes the waker of gather's newest poll", run: newest_waker };

fn newest_waker(learner: &Learner) -> Verdict {
    for finishing in [[0, 1, 2], [2, 1, 0]] {
        let mut scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
        scene.poll()?;
        scene.poll_with(With::NewWaker)?;
        for index in finishing {
            scene.finish(index);
            scene.settle()?;
            if scene.outcome.is_none() {
                scene.poll_with(With::NewWaker)?;
            }
        }
    }
    // Moved while a wake was under way: the poll that follows it has the new waker.
    let mut scene = Scene::begin(learner, &texts(&["a", "b"]))?;
    scene.poll()?;
    scene.wake(1);
    scene.poll_with(With::NewWaker)?;
    scene.finish(0);
    scene.settle()?;
    scene.finish(1);
    scene.settle()
}

pub const WAKE_IN_POLL: Check = Check {
    id: "wake-in-poll",
    title: "a child that is woken while gather polls is not forgotten",
    run: wake_in_poll,
};

fn wake_in_poll(learner: &Learner) -> Verdict {
    // One child makes another ready, in either direction, as a sender and a receiver would.
    for (from, to) in [(1, 0), (0, 1), (2, 0), (0, 2)] {
        let mut scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
        scene.on_poll(from, InPoll { poll: 1, does: Does::Finish, to });
        scene.poll()?;
        scene.settle()?;
        finish_rest(&mut scene)?;
    }
    // Children that yield: each wakes itself from inside its own poll, three times.
    let mut scene = Scene::begin(learner, &texts(&["a", "b"]))?;
    for index in [0, 1] {
        for poll in 1..=3 {
            scene.on_poll(index, InPoll { poll, does: Does::Wake, to: index });
        }
        scene.on_poll(index, InPoll { poll: 4, does: Does::FinishSilently, to: index });
    }
    scene.poll()?;
    scene.settle()
}

pub const QUIET: Check = Check { id: "quiet", title: "gather wakes nobody without cause", run: quiet };

fn quiet(learner: &Learner) -> Verdict {
    let mut scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
    // Polled by hand, woken or not: whether wakes arrive is for the next checks to say.
    for index in 0..3 {
        scene.poll()?;
        scene.expect_no(&[Kind::Uncaused])?;
        scene.wake(index);
        scene.poll()?;
        scene.expect_no(&[Kind::Uncaused])?;
        scene.finish(index);
    }
    scene.poll()?;
    scene.expect_no(&[Kind::Uncaused])
}
