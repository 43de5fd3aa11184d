//! The task that polls the learner's gather, by hand, one poll at a time: where every check of gather begins.

use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

use tokio::runtime::{Builder, Handle, Runtime};

use super::super::check::{failure, Failure, Verdict};
use super::super::learner::{Gather, Gathered, Learner};
use super::super::panics::panic_text;
use super::super::show::{counted, list};
use super::child::Child;
use super::explain::{explain_busy, explain_early, explain_parked};
use super::faults::{Kind, LENGTHS, PENDING, RESULTS, SPAWNED};
use super::value::{show, Value};
use super::watch::{finish, lock, wake, wake_late, ChildState, InPoll, Shared, TaskWaker, Watch};

/// Polls that find nothing new, one after another, before they are called a busy loop.
const IDLE_POLLS: u32 = 50;

#[derive(Clone, Copy, PartialEq)]
pub enum With {
    SameWaker,
    /// The task was moved: the waker of before need not reach it any more.
    NewWaker,
}

pub struct Scene {
    pub shared: Shared,
    /// What gather returned Ready with.
    pub outcome: Option<Vec<Value>>,
    /// The step at which the latest poll of gather ended.
    pub last_poll_end: Option<usize>,
    gathered: Option<Gathered<Value>>,
    waker: Option<Waker>,
    /// Nothing drives it: what gather spawns is only counted. None where the check drives one of its own.
    runtime: Option<Runtime>,
    spawned_before: usize,
}

pub fn gather_of(learner: &Learner) -> Gather {
    learner.gather.expect("this exercise has a gather")
}

impl Scene {
    /// gather, called and not yet polled, over children with these results; every step is recorded.
    pub fn begin(learner: &Learner, values: &[Value]) -> Result<Self, Box<Failure>> {
        Self::over(learner, values, true, |watch_of_children| {
            (gather_of(learner).children)(watch_of_children)
        })
    }

    /// Without a recording, which is what many children or many schedules need.
    pub fn unrecorded(learner: &Learner, values: &[Value]) -> Result<Self, Box<Failure>> {
        Self::over(learner, values, false, |children| (gather_of(learner).children)(children))
    }

    pub fn over(
        learner: &Learner,
        values: &[Value],
        recording: bool,
        make: impl FnOnce(Vec<Child>) -> Gathered<Value>,
    ) -> Result<Self, Box<Failure>> {
        let runtime = Builder::new_current_thread().build().expect("a runtime without drivers");
        let mut scene = Self::empty(learner, values, recording, Some(runtime));
        scene.start(make)?;
        Ok(scene)
    }

    /// On a runtime that the check drives.
    pub fn empty(learner: &Learner, values: &[Value], recording: bool, runtime: Option<Runtime>) -> Self {
        let mut watch = Watch::new(learner.file, recording);
        watch.children = values.iter().cloned().map(ChildState::new).collect();
        Scene {
            shared: Arc::new(Mutex::new(watch)),
            outcome: None,
            last_poll_end: None,
            gathered: None,
            waker: None,
            runtime,
            spawned_before: 0,
        }
    }

    pub fn start(&mut self, make: impl FnOnce(Vec<Child>) -> Gathered<Value>) -> Verdict {
        let count = self.watch().children.len();
        let children = (0..count).map(|index| Child::new(&self.shared, index)).collect();
        self.spawned_before = self.spawned();
        self.gathered = Some(self.entered(|_| make(children)));
        self.expect_nothing_spawned()
    }

    pub fn watch(&self) -> MutexGuard<'_, Watch> {
        lock(&self.shared)
    }

    pub fn finish(&self, index: usize) {
        finish(&self.shared, index);
    }

    pub fn wake(&self, index: usize) {
        wake(&self.shared, index);
    }

    pub fn wake_late(&self, index: usize) {
        wake_late(&self.shared, index);
    }

    pub fn finish_silently(&self, index: usize) {
        self.watch().children[index].ready = true;
    }

    pub fn on_poll(&self, index: usize, doing: InPoll) {
        self.watch().children[index].in_polls.push(doing);
    }

    pub fn running(&self) -> Vec<usize> {
        let watch = self.watch();
        (0..watch.children.len()).filter(|&index| !watch.children[index].finished).collect()
    }

    /// # Errors
    /// When this poll shows that the answer is wrong.
    pub fn poll(&mut self) -> Verdict {
        self.poll_with(With::SameWaker)
    }

    pub fn poll_with(&mut self, with: With) -> Verdict {
        let moved = self.waker.is_some() && with == With::NewWaker;
        if self.waker.is_none() || moved {
            let generation = {
                let mut watch = self.watch();
                watch.generation += 1;
                watch.generation
            };
            self.waker =
                Some(Waker::from(Arc::new(TaskWaker { shared: Arc::clone(&self.shared), generation })));
        }
        {
            let mut watch = self.watch();
            watch.polls += 1;
            watch.woken = false;
            watch.caused = false;
            watch.progress = false;
            let what = format!("poll {}{}", watch.polls, if moved { ", with a new waker" } else { "" });
            watch.add("poll-start", "gather", &what, None);
            watch.polling = Some(std::thread::current().id());
        }
        let polled = catch_unwind(AssertUnwindSafe(|| self.poll_gather()));
        let failed = {
            let mut watch = self.watch();
            watch.polling = None;
            watch.failure.take()
        };
        // Whatever the learner's code made of it when it was thrown: it is the failure that counts.
        if let Some(failure) = failed {
            return Err(failure);
        }
        let answer = polled.unwrap_or_else(|panic| {
            let what = format!("panicked: {}", panic_text(panic.as_ref()));
            let step = self.watch().add("poll-end", "gather", &what, None);
            self.last_poll_end = step;
            resume_unwind(panic)
        });
        self.expect_nothing_spawned()?;
        let said = if answer.is_ready() { "Ready" } else { "Pending" };
        let step = self.watch().add("poll-end", "gather", said, None);
        self.last_poll_end = step;
        match answer {
            Poll::Ready(values) => {
                self.outcome = Some(values);
                // A future is done with: dropping it is what its owner does.
                self.gathered = None;
                if self.running().is_empty() {
                    Ok(())
                } else {
                    explain_early(self)
                }
            }
            Poll::Pending if self.running().is_empty() => Err(self.never_ready()),
            Poll::Pending => Ok(()),
        }
    }

    /// Polls gather for as long as it is woken, as an executor does.
    ///
    /// # Errors
    /// When the task parks with work left.
    pub fn settle(&mut self) -> Verdict {
        let mut idle = 0;
        while self.outcome.is_none() && self.watch().woken {
            self.poll()?;
            let nothing_new = {
                let watch = self.watch();
                !watch.caused && !watch.progress
            };
            idle = if nothing_new { idle + 1 } else { 0 };
            if idle > IDLE_POLLS {
                return explain_busy(self);
            }
        }
        if self.outcome.is_none() {
            explain_parked(self)
        } else {
            Ok(())
        }
    }

    /// # Errors
    /// When gather is not ready, or with other results.
    pub fn expect_ready(&self, expected: &[Value]) -> Verdict {
        let polls = self.watch().polls;
        let (message, hint) = match &self.outcome {
            None => {
                let waiting = names(&self.running());
                (
                    format!(
                        "Poll {polls} of gather returned Pending, and {} had not finished.",
                        list(&waiting)
                    ),
                    PENDING,
                )
            }
            Some(values) if values == expected => return Ok(()),
            Some(values) if values.len() != expected.len() => {
                let (got, due) = (values.len(), expected.len());
                let what = format!(
                    "there {} {} for {}",
                    if got == 1 { "is" } else { "are" },
                    counted(got, "result", "results"),
                    counted(due, "child", "children")
                );
                (wrong_results(values, expected, &what), LENGTHS)
            }
            Some(values) => {
                let at = (0..values.len()).find(|&index| values[index] != expected[index]).unwrap_or(0);
                let what = format!(
                    "result {at} is {:?}, but child {at} was ready with {:?}",
                    values[at], expected[at]
                );
                (wrong_results(values, expected, &what), RESULTS)
            }
        };
        Err(self.evidence(failure(message, hint), self.last_poll_end))
    }

    /// # Errors
    /// When something of this kind has happened.
    pub fn expect_no(&self, kinds: &[Kind]) -> Verdict {
        self.watch().fault(kinds).map_or(Ok(()), Err)
    }

    pub fn evidence(&self, failure: Box<Failure>, step: Option<usize>) -> Box<Failure> {
        self.watch().evidence(failure, step)
    }

    fn poll_gather(&mut self) -> Poll<Vec<Value>> {
        let waker = self.waker.clone().expect("made before the first poll");
        let mut gathered = self.gathered.take().expect("polled only until it is ready");
        let answer = self.entered(|_| gathered.as_mut().poll(&mut Context::from_waker(&waker)));
        self.gathered = Some(gathered);
        answer
    }

    /// Inside a runtime, so that an answer that spawns can be seen doing it.
    fn entered<R>(&self, work: impl FnOnce(&Handle) -> R) -> R {
        match &self.runtime {
            Some(runtime) => {
                let _inside = runtime.enter();
                work(runtime.handle())
            }
            None => work(&Handle::current()),
        }
    }

    fn spawned(&self) -> usize {
        self.entered(|handle| handle.metrics().num_alive_tasks())
    }

    fn expect_nothing_spawned(&self) -> Verdict {
        // On a runtime the check's own tasks come and go; whether gather spawns was seen by then.
        let spawned =
            if self.runtime.is_some() { self.spawned().saturating_sub(self.spawned_before) } else { 0 };
        if spawned == 0 {
            return Ok(());
        }
        let tasks = counted(spawned, "task", "tasks");
        let step = self.watch().add("spawn", "gather", &format!("spawned {tasks}"), None);
        Err(self.evidence(failure(format!("gather spawned {tasks}."), SPAWNED), step))
    }

    fn never_ready(&self) -> Box<Failure> {
        let watch = self.watch();
        let polls = watch.polls;
        let (message, hint) = match watch.children.len() {
            0 => (
                format!("With no futures at all, poll {polls} of gather returned Pending: there is nobody to wake it."),
                "Nothing is left to wait for: return Ready with an empty Vec.",
            ),
            1 => (format!("Its one child had finished by poll {polls}, but gather still returned Pending."), PENDING),
            n => (format!("All {n} children had finished by poll {polls}, but gather still returned Pending."), PENDING),
        };
        watch.evidence(failure(message, hint), self.last_poll_end)
    }
}

impl Drop for Scene {
    /// Wakers and watch hold each other.
    fn drop(&mut self) {
        let gathered = self.gathered.take();
        let (wakers, inner): (Vec<_>, Vec<_>) = {
            let mut watch = self.watch();
            watch.owner = None;
            watch
                .children
                .iter_mut()
                .map(|child| ([child.waker.take(), child.late.take()], child.inner.take()))
                .unzip()
        };
        self.entered_if_any(|| drop((gathered, wakers, inner)));
    }
}

impl Scene {
    fn entered_if_any(&self, work: impl FnOnce()) {
        let _inside = self.runtime.as_ref().map(Runtime::enter);
        work();
    }
}

pub fn names(indices: &[usize]) -> Vec<String> {
    indices.iter().map(|index| format!("child {index}")).collect()
}

fn wrong_results(got: &[Value], expected: &[Value], what: &str) -> String {
    format!("Expected Ready({}) from gather, got Ready({}): {what}.", show(expected), show(got))
}
