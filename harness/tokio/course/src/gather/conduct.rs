//! Checks of gather among others: panics come out, gathers nest, and two of them share nothing.

use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use super::super::check::{fail, failure, Check, Failure, Verdict};
use super::super::learner::{Inner, Learner};
use super::super::panics::panic_text;
use super::child::Child;
use super::scene::{gather_of, Scene};
use super::value::{show, texts, Value};
use super::watch::{Does, InPoll};

pub const PANIC: Check = Check { id: "panic", title: "a child's panic comes out of gather", run: panics };

fn panics(learner: &Learner) -> Verdict {
    for panicking in 0..3 {
        for at_poll in [1, 2] {
            expect_panic(learner, panicking, at_poll)?;
        }
    }
    Ok(())
}

fn expect_panic(learner: &Learner, panicking: usize, at_poll: u32) -> Verdict {
    let mut scene = Scene::begin(learner, &texts(&["a", "b", "c"]))?;
    scene.on_poll(panicking, InPoll { poll: at_poll, does: Does::Panic, to: panicking });
    let due = format!("child {panicking} panicked");
    let polled = catch_unwind(AssertUnwindSafe(|| -> Verdict {
        scene.poll()?;
        if at_poll == 2 && scene.outcome.is_none() {
            scene.wake(panicking);
            scene.poll()?;
        }
        Ok(())
    }));
    let panic = match polled {
        Ok(verdict) => {
            verdict?;
            let which = if at_poll == 1 { "first" } else { "second" };
            let answer = scene
                .outcome
                .as_deref()
                .map_or("Pending".to_owned(), |values| format!("Ready({})", show(values)));
            let message =
                format!("Child {panicking} panicked in its {which} poll, but gather returned {answer}.");
            let hint =
                "A panic unwinds through whoever polls. Let it pass: there is no result to put in its place.";
            return Err(scene.evidence(failure(message, hint), scene.last_poll_end));
        }
        Err(panic) => panic,
    };
    let text = panic_text(panic.as_ref());
    if text == due {
        return Ok(());
    }
    if panic.is::<Failure>() || text.starts_with("not yet implemented") {
        resume_unwind(panic);
    }
    let message =
        format!("Child {panicking} panicked with \"{due}\", but gather raised another panic: \"{text}\".");
    let hint = "Let a child's panic pass through gather unchanged.";
    Err(scene.evidence(failure(message, hint), scene.last_poll_end))
}

pub const NESTED: Check = Check { id: "nested", title: "a gather of gathers is a gather", run: nested };

struct Quiet;

impl Wake for Quiet {
    fn wake(self: Arc<Self>) {}
}

fn nested(learner: &Learner) -> Verdict {
    let gather = gather_of(learner);
    // A scene of its own for the children; the outer gather is polled here, for its results are Vecs.
    let scene = Scene::empty(learner, &texts(&["a", "b", "c"]), true, Some(runtime()));
    let child = |index: usize| Child::new(&scene.shared, index);
    let inner = |children: Vec<Child>| Inner::new((gather.children)(children));
    let mut outer =
        (gather.gathers)(vec![inner(vec![child(0), child(1)]), inner(vec![]), inner(vec![child(2)])]);
    let waker = Waker::from(Arc::new(Quiet));
    let mut outcome = None;
    for finishing in [None, Some(2), Some(0), Some(1)] {
        if let Some(index) = finishing {
            scene.finish(index);
        }
        {
            let mut watch = scene.watch();
            watch.polls += 1;
            watch.polling = Some(std::thread::current().id());
        }
        if let Poll::Ready(values) = outer.as_mut().poll(&mut Context::from_waker(&waker)) {
            outcome = Some(values);
            break;
        }
        scene.watch().polling = None;
    }
    let due = vec![texts(&["a", "b"]), vec![], texts(&["c"])];
    if outcome.as_ref() == Some(&due) {
        return Ok(());
    }
    let was = outcome.map_or("Pending".to_owned(), |values| format!("Ready({values:?})"));
    fail(
        format!(
            "Expected Ready({due:?}) from gather(vec![gather(vec![a, b]), gather(vec![]), gather(vec![c])]), got {was}."
        ),
        "A gather is a future like any other: its result is a Vec, and stays one.",
    )
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime without drivers")
}

pub const APART: Check = Check { id: "apart", title: "two gathers at once share nothing", run: apart };

fn apart(learner: &Learner) -> Verdict {
    let (abc, xy) = (texts(&["a", "b", "c"]), texts(&["x", "y"]));
    let mut first = Scene::begin(learner, &abc)?;
    let mut second = Scene::begin(learner, &xy)?;
    first.poll()?;
    second.poll()?;
    for (of_first, index) in [(true, 2), (false, 1), (true, 0), (false, 0), (true, 1)] {
        let scene = if of_first { &mut first } else { &mut second };
        scene.finish(index);
        scene.settle()?;
    }
    first.expect_ready(&abc)?;
    second.expect_ready(&xy)?;
    let later = [Value::text("later")];
    let mut third = Scene::begin(learner, &later)?;
    third.finish_silently(0);
    third.poll()?;
    third.expect_ready(&later)
}
