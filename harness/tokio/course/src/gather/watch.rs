//! What is seen of a gather while it runs: who polls whom, who wakes whom, and what no right gather does.

use std::future::Future;
use std::panic::{panic_any, Location};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Wake, Waker};
use std::thread::ThreadId;

use super::super::check::{failure, Failure, Position, Step};
use super::super::learner::File;
use super::faults::{Fault, Kind, SPINNING};
use super::value::Value;

/// Polls of one child within one poll of gather, none of them asked for, before they are called spinning.
const SPINNING_POLLS: u32 = 200;
/// More steps than this explain nothing; the check goes on, the recording does not.
const MOST_STEPS: usize = 300;

/// Whom a child's wake reached: the task as last polled, the task by a waker it has since replaced, or nobody.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reached {
    Task,
    Stale,
    Nobody,
}

#[derive(Clone, Copy, Debug)]
pub struct ChildWake {
    pub reached: Reached,
    /// While gather was being polled.
    pub in_poll: bool,
    pub step: Option<usize>,
}

/// What a child does in one of its polls, before it answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Does {
    Wake,
    Finish,
    /// Ready without a wake.
    FinishSilently,
    Panic,
}

#[derive(Clone, Copy, Debug)]
pub struct InPoll {
    /// In which of its polls, counted from 1.
    pub poll: u32,
    pub does: Does,
    /// Itself, or a sibling.
    pub to: usize,
}

pub struct ChildState {
    pub value: Value,
    pub polls: u32,
    /// Ready has been returned: it must not be polled again.
    pub finished: bool,
    /// It has woken since it was last polled, and so has to be polled once more.
    pub woken: bool,
    pub ready: bool,
    pub polling: bool,
    pub last_wake: Option<ChildWake>,
    pub last_polled_in: u32,
    pub last_polled_at: Option<Position>,
    /// Polls in that same poll of gather that nothing had asked for.
    pub unasked: u32,
    /// The waker of the latest poll: a future wakes only that one.
    pub waker: Option<Waker>,
    /// The waker of the poll that returned Ready: whoever was to call it may have a clone of it still.
    pub late: Option<Waker>,
    pub in_polls: Vec<InPoll>,
    /// The future of tokio's that it stands for.
    pub inner: Option<Pin<Box<dyn Future<Output = Value> + Send>>>,
}

pub struct Watch {
    pub children: Vec<ChildState>,
    /// Polls of gather so far.
    pub polls: u32,
    /// The thread that is polling gather.
    pub polling: Option<ThreadId>,
    /// The task's newest waker was called, and it has not been polled since.
    pub woken: bool,
    /// Some child has woken since the latest poll of gather began: a wake of the task has its cause.
    pub caused: bool,
    /// The latest poll of gather has polled a child that had to be.
    pub progress: bool,
    /// Wakers that the task has had; only the newest is sure to reach it.
    pub generation: u32,
    /// A failure that the learner's code may have caught.
    pub failure: Option<Box<Failure>>,
    /// On a runtime: whoever polls this task.
    pub owner: Option<Waker>,
    pub steps: Vec<Step>,
    pub file: File,
    recording: bool,
    waking: Vec<Reached>,
    faults: Vec<Fault>,
}

pub type Shared = Arc<Mutex<Watch>>;

/// A panic of the learner's code while a lock is held says nothing about what it guards.
pub fn lock(shared: &Shared) -> MutexGuard<'_, Watch> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    pub fn new(file: File, recording: bool) -> Self {
        Watch {
            children: Vec::new(),
            polls: 0,
            polling: None,
            woken: false,
            caused: false,
            progress: false,
            generation: 0,
            failure: None,
            owner: None,
            steps: Vec::new(),
            file,
            recording,
            waking: Vec::new(),
            faults: Vec::new(),
        }
    }

    pub fn add(
        &mut self,
        kind: &'static str,
        who: &str,
        what: &str,
        position: Option<Position>,
    ) -> Option<usize> {
        if !self.recording || self.steps.len() >= MOST_STEPS {
            return None;
        }
        self.steps.push(Step { kind, who: who.into(), what: what.into(), position, diverges: false });
        Some(self.steps.len() - 1)
    }

    fn amend(&mut self, step: Option<usize>, what: &str) {
        if let Some(step) = step {
            self.steps[step].what = what.into();
        }
    }

    /// The failed check's trace, with the step at which it went wrong.
    pub fn evidence(&self, failure: Box<Failure>, step: Option<usize>) -> Box<Failure> {
        let mut trace = self.steps.clone();
        if let Some(step) = step {
            trace[step].diverges = true;
        }
        Box::new(Failure { trace, ..*failure })
    }

    pub fn fault(&self, kinds: &[Kind]) -> Option<Box<Failure>> {
        let fault = kinds.iter().find_map(|kind| self.faults.iter().find(|fault| fault.kind == *kind))?;
        let failed = Failure { position: fault.position, ..*failure(&fault.message, fault.kind.hint()) };
        Some(self.evidence(Box::new(failed), fault.step))
    }

    fn note(&mut self, fault: Fault) {
        if !self.faults.iter().any(|known| known.kind == fault.kind) {
            self.faults.push(fault);
        }
    }

    /// A child is being polled. Panics with a `Failure` when the answer polls it without end.
    pub fn child_polled(&mut self, index: usize, caller: &Location<'_>) {
        let position = self.file.position(caller);
        let polls = self.polls;
        let here = self.polling == Some(std::thread::current().id());
        let child = &self.children[index];
        let unasked = child.last_polled_in == polls && !child.woken;
        let what = match child.polls {
            0 => "polled".to_owned(),
            before => format!("polled again, {} times in all", before + 1),
        };
        let fault = if !self.waking.is_empty() {
            Some((Kind::Outside, format!("Child {index} was polled from inside a call of its waker.")))
        } else if !here {
            Some((Kind::Outside, format!("Child {index} was polled outside any poll of gather.")))
        } else if child.finished {
            let value = &child.value;
            Some((Kind::Finished, format!("In poll {polls} of gather, child {index} was polled again, but it had been ready with {value:?}.")))
        } else if unasked {
            Some((Kind::Twice, format!("In poll {polls} of gather, child {index} was polled a second time, but nothing had woken it since the first.")))
        } else {
            None
        };
        let step = self.add("poll-start", &format!("child {index}"), &what, position);
        if let Some((kind, message)) = fault {
            self.note(Fault { kind, message, step, position });
        }
        let child = &mut self.children[index];
        child.unasked = if unasked { child.unasked + 1 } else { 0 };
        let spinning = child.unasked > SPINNING_POLLS;
        let progress = child.woken || child.polls == 0;
        child.last_polled_in = polls;
        child.last_polled_at = position;
        child.polls += 1;
        child.woken = false;
        self.progress |= progress;
        if spinning {
            let message = format!("In poll {polls}, gather polled child {index} over and over without returning: whoever has to make it ready never gets to run.");
            let failed = self.evidence(failure(message, SPINNING), step);
            self.failure = Some(failed.clone());
            panic_any(*failed);
        }
    }

    /// One of the task's wakers was called. Returns whom else to wake.
    fn task_woken(&mut self, generation: u32) -> Option<Waker> {
        let newest = generation == self.generation;
        match self.waking.last_mut() {
            Some(Reached::Task) => {}
            Some(reached) => *reached = if newest { Reached::Task } else { Reached::Stale },
            None => {
                let step = self.add("wake", "gather", "wakes its own task", None);
                let unheard = self.children.iter().any(|child| child.woken);
                if !self.caused && !unheard {
                    let message = match self.polling {
                        Some(_) => format!(
                            "In poll {}, gather woke its own task, but no child had asked for it.",
                            self.polls
                        ),
                        None => "gather woke its own task, but no child had asked for it.".to_owned(),
                    };
                    self.note(Fault { kind: Kind::Uncaused, message, step, position: None });
                }
            }
        }
        if !newest {
            return None;
        }
        self.woken = true;
        self.owner.clone()
    }
}

/// The child wants to be polled. Not polled yet, it has nobody to tell.
pub fn wake(shared: &Shared, index: usize) {
    let waker = {
        let mut watch = lock(shared);
        let child = &mut watch.children[index];
        let Some(waker) = child.waker.clone() else { return };
        // In the poll that is about to return Ready there is nothing to wake for.
        if child.finished || (child.polling && child.ready) {
            return;
        }
        child.woken = true;
        waker
    };
    call(shared, index, waker);
}

/// Somebody calls the waker that the child had, but it has been ready since: nothing is to come of that.
pub fn wake_late(shared: &Shared, index: usize) {
    let late = lock(shared).children[index].late.clone();
    if let Some(waker) = late {
        call(shared, index, waker);
    }
}

fn call(shared: &Shared, index: usize, waker: Waker) {
    let (step, awake) = {
        let mut watch = lock(shared);
        let step = watch.add("wake", &format!("child {index}"), "calls its waker", None);
        watch.caused = true;
        watch.waking.push(Reached::Nobody);
        (step, watch.woken)
    };
    waker.wake();
    let mut watch = lock(shared);
    let reached = watch.waking.pop().unwrap_or(Reached::Nobody);
    let already = reached == Reached::Nobody && awake;
    let in_poll = watch.polling.is_some();
    watch.children[index].last_wake =
        Some(ChildWake { reached: if already { Reached::Task } else { reached }, in_poll, step });
    watch.amend(
        step,
        match reached {
            _ if already => "calls its waker; the task is awake already",
            Reached::Task => "calls its waker, which wakes the task",
            Reached::Stale => "calls its waker, which wakes one that the task has replaced",
            Reached::Nobody => "calls its waker, which wakes nobody",
        },
    );
}

/// Something happened that the child waits for: its next poll returns Ready.
pub fn finish(shared: &Shared, index: usize) {
    lock(shared).children[index].ready = true;
    wake(shared, index);
}

/// The task's waker of one generation.
pub struct TaskWaker {
    pub shared: Shared,
    pub generation: u32,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let owner = lock(&self.shared).task_woken(self.generation);
        if let Some(owner) = owner {
            owner.wake();
        }
    }
}
