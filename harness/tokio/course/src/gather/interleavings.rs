//! The check that tries many interleavings, and shows the smallest that fails.

use super::super::check::{Check, Failure, Verdict};
use super::super::learner::Learner;
use super::super::random::seeds;
use super::super::show::counted;
use super::faults::Kind;
use super::scene::{Scene, With};
use super::schedule::{Action, Schedule};

const SCHEDULES: u32 = 400;

pub const INTERLEAVINGS: Check = Check {
    id: "interleavings",
    title: "400 interleavings of wakes, polls and completions",
    run: interleavings,
};

fn interleavings(learner: &Learner) -> Verdict {
    let mut smallest: Option<(Schedule, Box<Failure>)> = None;
    for seed in seeds(SCHEDULES) {
        let schedule = Schedule::new(seed);
        if smallest.as_ref().is_some_and(|(known, _)| known.size() <= schedule.size()) {
            continue;
        }
        if let Err(failure) = play(learner, &schedule, false) {
            smallest = Some((schedule, failure));
        }
    }
    let Some((schedule, failure)) = smallest else { return Ok(()) };
    // Once more, now recording. A gather that keeps state between runs may pass this time.
    play(learner, &schedule, true)?;
    Err(failure)
}

fn play(learner: &Learner, schedule: &Schedule, recording: bool) -> Verdict {
    perform(learner, schedule, recording).map_err(|failure| {
        let children = counted(schedule.results.len(), "child", "children");
        let message = format!("Interleaving {}, with {children}: {}", schedule.seed, failure.message);
        Box::new(Failure { message, seed: Some(schedule.seed), ..*failure })
    })
}

fn perform(learner: &Learner, schedule: &Schedule, recording: bool) -> Verdict {
    let results = &schedule.results;
    let mut scene =
        if recording { Scene::begin(learner, results)? } else { Scene::unrecorded(learner, results)? };
    for (index, &ready) in schedule.ready_at_once.iter().enumerate() {
        if ready {
            scene.finish_silently(index);
        }
    }
    for &(child, doing) in &schedule.in_poll {
        scene.on_poll(child, doing);
    }
    scene.poll()?;
    for action in &schedule.actions {
        if scene.outcome.is_some() {
            break;
        }
        match *action {
            Action::Run => scene.settle()?,
            Action::Poll => scene.poll()?,
            Action::Move => scene.poll_with(With::NewWaker)?,
            Action::Wake(child) => scene.wake(child),
            Action::Finish(child) => scene.finish(child),
        }
    }
    scene.settle()?;
    for &index in &schedule.last {
        scene.finish(index);
        scene.settle()?;
    }
    scene.expect_ready(results)?;
    scene.expect_no(&[Kind::Finished, Kind::Outside, Kind::Twice, Kind::Uncaused])
}
