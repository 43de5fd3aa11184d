//! Checks of what gather is ready with, and when.

use super::super::check::{fail, Check, Verdict};
use super::super::learner::Learner;
use super::super::show::{grouped, list};
use super::scene::{names, Scene};
use super::value::{texts, Value};

pub const ORDER: Check =
    Check { id: "order", title: "results come in input order, whoever finishes first", run: order };

fn order(learner: &Learner) -> Verdict {
    let values = texts(&["a", "b", "c"]);
    for finishing in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut scene = Scene::begin(learner, &values)?;
        scene.poll()?;
        for index in finishing {
            scene.finish(index);
            scene.settle()?;
        }
        scene.expect_ready(&values)?;
    }
    Ok(())
}

pub const TOGETHER: Check =
    Check { id: "together", title: "children that finish at the same instant are all taken", run: together };

fn together(learner: &Learner) -> Verdict {
    let values = texts(&["a", "b", "c"]);
    for same_instant in [&[0, 1, 2][..], &[2, 1, 0], &[1, 2], &[0, 2]] {
        let mut scene = Scene::begin(learner, &values)?;
        scene.poll()?;
        for &index in same_instant {
            scene.finish(index);
        }
        scene.settle()?;
        for index in scene.running() {
            scene.finish(index);
        }
        scene.settle()?;
        scene.expect_ready(&values)?;
    }
    Ok(())
}

pub const AT_ONCE: Check =
    Check { id: "at-once", title: "with every child ready at once, so is gather", run: at_once };

fn at_once(learner: &Learner) -> Verdict {
    for values in [texts(&["a"]), texts(&["a", "b", "c"])] {
        let mut scene = Scene::begin(learner, &values)?;
        for index in 0..values.len() {
            scene.finish_silently(index);
        }
        scene.poll()?;
        scene.expect_ready(&values)?;
    }
    Ok(())
}

pub const VALUES: Check = Check { id: "values", title: "any value is a result, undefined too", run: values };

fn values(learner: &Learner) -> Verdict {
    let results = vec![
        Value::Unit,
        Value::Nothing,
        Value::Number(f64::NAN),
        Value::text(""),
        Value::Number(0.0),
        Value::Number(-0.0),
        Value::Bool(false),
        Value::List(vec![Value::Number(1.0), Value::List(vec![Value::Number(2.0)])]),
        Value::text("an error like any other"),
    ];
    expect_through(learner, &results, true)?;
    expect_through(learner, &results, false)?;
    expect_through(learner, &[Value::Unit], false)?;
    expect_through(learner, &[Value::Nothing, Value::Unit], false)?;
    expect_through(learner, &texts(&["same", "same", "same"]), false)
}

/// The same results from children that are ready at once, or one after another from the last.
fn expect_through(learner: &Learner, results: &[Value], ready: bool) -> Verdict {
    let mut scene = Scene::begin(learner, results)?;
    if ready {
        (0..results.len()).for_each(|index| scene.finish_silently(index));
    }
    scene.poll()?;
    for index in scene.running().into_iter().rev() {
        scene.finish(index);
        scene.settle()?;
    }
    scene.expect_ready(results)
}

pub const EMPTY: Check = Check { id: "empty", title: "gather of nothing is ready with nothing", run: empty };

fn empty(learner: &Learner) -> Verdict {
    let mut scene = Scene::begin(learner, &[])?;
    scene.poll()?;
    scene.expect_ready(&[])
}

const MANY: usize = 500;

pub const LARGE: Check = Check { id: "large", title: "500 children take polls in proportion", run: large };

fn large(learner: &Learner) -> Verdict {
    let values: Vec<Value> = (0..MANY).map(|index| Value::Number(index as f64)).collect();
    for ready in [true, false] {
        let mut scene = Scene::unrecorded(learner, &values)?;
        if ready {
            (0..MANY).for_each(|index| scene.finish_silently(index));
        }
        scene.poll()?;
        let unmet: Vec<usize> = (0..MANY).filter(|&index| scene.watch().children[index].polls == 0).collect();
        if !unmet.is_empty() {
            return fail(
                format!("gather's first poll polled {} of {MANY} children, but not {}.", MANY - unmet.len(), list(&names(&unmet))),
                "Any number of children may run at once: a waiting child costs nothing. Poll every one in your first poll.",
            );
        }
        for index in scene.running() {
            scene.finish(index);
        }
        scene.settle()?;
        let polls: u32 = scene.watch().children.iter().map(|child| child.polls).sum();
        let enough = if ready { MANY } else { 2 * MANY };
        if polls as usize > enough {
            let how = if ready { "all ready at once" } else { "all woken before the second poll" };
            return fail(
                format!("{MANY} children, {how}, were polled {} times; {} are enough.", grouped(polls.into()), grouped(enough as u64)),
                "In each poll, look once at each child that is still running: do not start over when one finishes.",
            );
        }
        scene.expect_ready(&values)?;
    }
    Ok(())
}
