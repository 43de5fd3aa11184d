//! The check that finishes any number of children in groups, and shows the fewest with which it fails.

use super::super::check::{Check, Failure, Verdict};
use super::super::learner::Learner;
use super::super::random::{seeds, Random};
use super::super::show::{counted, grouped};
use super::super::smallest::smallest;
use super::faults::Kind;
use super::lent::lent;
use super::once::{each_once, TRIES};
use super::scene::Scene;
use super::steady::steady;
use super::value::Value;

/// Each size twice, the largest once.
const GROUPINGS: u32 = 25;

/// On both sides of what one byte counts, and beyond what some recursions bear.
const SIZES: [usize; 13] = [0, 1, 2, 31, 33, 63, 65, 255, 256, 257, 300, 500, 2000];

pub const ANY_NUMBER: Check = Check {
    id: "any-number",
    title: "any number of children, ready in any groups, and each result once",
    run: any_number,
};

fn any_number(learner: &Learner) -> Verdict {
    seeds(GROUPINGS + TRIES).try_for_each(|seed| match seed.checked_sub(GROUPINGS) {
        None => try_out(learner, seed),
        Some(of_once) => {
            each_once(learner, of_once).map_err(|failure| Box::new(Failure { seed: Some(seed), ..*failure }))
        }
    })?;
    lent(learner)?;
    steady(learner)
}

/// For each child, the group that it is ready with: those of group 0 are ready from the start. At a size's first turn, as
/// many are ready from the start as a byte would count for all of them; at its second, the first children finish first.
fn groups_for(seed: u32) -> Vec<usize> {
    let mut random = Random::new(seed);
    let n = SIZES[seed as usize % SIZES.len()];
    let last = 1 + random.below(4);
    let first_turn = (seed as usize) < SIZES.len();
    let first = if first_turn { n % 256 } else { random.below(n + 1) };
    let mut groups: Vec<usize> =
        (0..n).map(|index| if index < first { 0 } else { 1 + random.below(last) }).collect();
    if first_turn {
        return random.shuffled(&groups);
    }
    groups.sort_unstable();
    groups
}

/// # Errors
/// About the fewest children that fail.
fn try_out(learner: &Learner, seed: u32) -> Verdict {
    let groups = groups_for(seed);
    let Err(failure) = perform(learner, &groups, false) else { return Ok(()) };
    let fewer = smallest(&groups, |some| perform(learner, some, false).is_err(), |_| None);
    // Once more, now recording, which many children would make too long to read.
    let (shown, failure) = match perform(learner, &fewer, fewer.len() <= RECORDED) {
        Err(failure) => (&fewer, failure),
        Ok(()) => (&groups, failure),
    };
    let message = format!("{}: {}", described(shown), failure.message);
    Err(Box::new(Failure { message, seed: Some(seed), ..*failure }))
}

const RECORDED: usize = 20;

fn perform(learner: &Learner, groups: &[usize], recording: bool) -> Verdict {
    let results: Vec<Value> = (0..groups.len()).map(|index| Value::Number(index as f64)).collect();
    let mut scene =
        if recording { Scene::begin(learner, &results)? } else { Scene::unrecorded(learner, &results)? };
    let of = |group: usize| (0..groups.len()).filter(move |&index| groups[index] == group);
    of(0).for_each(|index| scene.finish_silently(index));
    scene.poll()?;
    for group in 1..=last_of(groups) {
        // The first group from the first child, the second from the last, and so on.
        let mut ready: Vec<usize> = of(group).collect();
        if group % 2 == 0 {
            ready.reverse();
        }
        ready.into_iter().for_each(|index| scene.finish(index));
        scene.settle()?;
    }
    scene.expect_ready(&results)?;
    scene.expect_no(&[Kind::Finished, Kind::Outside, Kind::Twice, Kind::Uncaused])
}

fn last_of(groups: &[usize]) -> usize {
    groups.iter().copied().max().unwrap_or(0)
}

/// "With 257 children, 1 ready at once, then 256 together"
fn described(groups: &[usize]) -> String {
    let children = format!("With {}", counted(groups.len(), "child", "children"));
    if groups.is_empty() {
        return children;
    }
    let size = |group: usize| groups.iter().filter(|&&of| of == group).count() as u64;
    let then = (1..=last_of(groups)).map(size).filter(|&n| n > 0);
    let mut parts = vec![format!("{} ready at once", grouped(size(0)))];
    parts.extend(then.map(|n| format!("{} together", grouped(n))));
    format!("{children}, {}", parts.join(", then "))
}
