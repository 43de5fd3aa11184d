//! Checks of gather on real tokio: under a paused clock, and beside other tasks.

use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;
use tokio::time::{sleep, Instant};

use super::super::check::{failure, Check, Failure, Verdict};
use super::super::learner::Learner;
use super::super::show::list;
use super::explain::explain_busy;
use super::scene::{gather_of, names, Scene};
use super::value::Value;

/// A right answer needs a few dozen; a busy loop reaches any number.
const MOST_POLLS: u32 = 5_000;
/// Longer than any child sleeps, on a clock that jumps: it is reached when nothing else is left to do.
const FOR_EVER: Duration = Duration::from_secs(3600);

type Stood = Pin<Box<dyn Future<Output = Value> + Send>>;

pub const CONCURRENT: Check =
    Check { id: "concurrent", title: "gather takes as long as its slowest child", run: concurrent };

fn concurrent(learner: &Learner) -> Verdict {
    for sleeps_ms in [&[30, 10, 20][..], &[5, 40], &[10, 20, 30, 40]] {
        let slowest_ms = sleeps_ms.iter().copied().max().unwrap_or(0);
        let expected: Vec<Value> = sleeps_ms.iter().map(|ms| Value::Text(format!("after {ms} ms"))).collect();
        let (scene, took) = run_gather(learner, || sleeps_ms.iter().map(|&ms| sleeping(ms)).collect())?;
        // A timer is due within the millisecond after its deadline.
        if took > Duration::from_millis(slowest_ms + 1) {
            let all: Vec<String> = sleeps_ms.iter().map(u64::to_string).collect();
            let message = format!(
                "Sleeps of {} ms were gathered in {} ms of virtual time; the slowest takes {slowest_ms}.",
                all.join(", "),
                took.as_millis(),
            );
            let hint = "Some child started only after another was done. A sleep starts at its first poll, so poll every child in your first poll.";
            return Err(scene.evidence(failure(message, hint), None));
        }
        scene.expect_ready(&expected)?;
    }
    Ok(())
}

/// Begins when it is first polled, as an async block that awaits a sleep does.
fn sleeping(ms: u64) -> Stood {
    Box::pin(async move {
        sleep(Duration::from_millis(ms)).await;
        Value::Text(format!("after {ms} ms"))
    })
}

pub const BESIDE_TASKS: Check =
    Check { id: "beside-tasks", title: "gather waits for tasks, and lets them run", run: beside_tasks };

fn beside_tasks(learner: &Learner) -> Verdict {
    let spawned = |times: usize| -> Stood {
        let handle = tokio::spawn(yielding(times));
        Box::pin(async move { handle.await.expect("a task that yields does not panic") })
    };
    let make = || [3, 1, 2].map(spawned).into_iter().chain([yielding(2)]).collect();
    let (scene, _) = run_gather(learner, make)?;
    scene.expect_ready(&[3, 1, 2, 2].map(yielded))
}

fn yielding(times: usize) -> Stood {
    Box::pin(async move {
        for _ in 0..times {
            yield_now().await;
        }
        yielded(times)
    })
}

fn yielded(times: usize) -> Value {
    Value::Text(format!("yielded {times}"))
}

/// Blocks a runtime on gather over stand-ins of these futures. A run that cannot end is explained.
fn run_gather(
    learner: &Learner,
    make: impl FnOnce() -> Vec<Stood>,
) -> Result<(Scene, Duration), Box<Failure>> {
    let runtime: Runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime with a clock");
    runtime.block_on(async {
        let stood = make();
        let mut scene = Scene::empty(learner, &vec![Value::Unit; stood.len()], true, None);
        for (index, future) in stood.into_iter().enumerate() {
            scene.watch().children[index].inner = Some(future);
        }
        let gather = gather_of(learner);
        scene.start(|children| (gather.children)(children))?;
        let began = Instant::now();
        let polled = poll_fn(|cx| {
            scene.watch().owner = Some(cx.waker().clone());
            if let Err(failure) = scene.poll() {
                return Poll::Ready(Err(failure));
            }
            if scene.watch().polls > MOST_POLLS {
                return Poll::Ready(explain_busy(&scene));
            }
            if scene.outcome.is_some() {
                Poll::Ready(Ok(()))
            } else {
                Poll::Pending
            }
        });
        match tokio::time::timeout(FOR_EVER, polled).await {
            Ok(verdict) => verdict?,
            Err(_) => return Err(parked(&scene)),
        }
        Ok((scene, began.elapsed()))
    })
}

fn parked(scene: &Scene) -> Box<Failure> {
    if let Err(failure) = super::explain::explain_parked(scene) {
        return failure;
    }
    scene.watch().add("park", "task", "parked: nothing will wake it", None);
    let message = format!(
        "The runtime is parked, and nothing will wake it: gather returned Pending, {} had not finished, and no timer, task or child is left that could wake it.",
        list(&names(&scene.running())),
    );
    let hint = "Return Pending only after you passed your waker on to something that will call it.";
    scene.evidence(failure(message, hint), scene.last_poll_end)
}
