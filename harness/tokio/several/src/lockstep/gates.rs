//! Gates: a worker that comes to one says what it is about to do or has done, and waits there to be let through.

use std::cell::RefCell;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Only a run that has left the script waits this long.
const PATIENCE: Duration = Duration::from_secs(20);

thread_local! {
    static GATES: RefCell<Option<Arc<Gates>>> = const { RefCell::new(None) };
}

/// Makes this thread stop at gates.
pub fn enter(gates: &Arc<Gates>) {
    GATES.set(Some(gates.clone()));
}

/// Called on a worker's thread. Any other thread goes through.
pub fn stop(event: &str) {
    let Some(worker) = tokio::runtime::worker_index() else {
        return;
    };
    if let Some(gates) = GATES.with_borrow(Clone::clone) {
        gates.stop(worker, event);
    }
}

pub struct Gates {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// After the last segment nobody waits any more.
    open: bool,
    /// What each worker waits at.
    at: Vec<Option<String>>,
    /// Threads that wait to become a worker, and how many of them may.
    starting: usize,
    may_start: usize,
}

impl Gates {
    pub fn new(workers: usize) -> Arc<Gates> {
        let state = State { open: false, at: vec![None; workers], starting: 0, may_start: 0 };
        Arc::new(Gates { state: Mutex::new(state), changed: Condvar::new() })
    }

    /// The first gate of a thread, which is nobody yet: whoever goes through first becomes worker 0.
    pub fn start(&self) {
        let mut state = self.state.lock().unwrap();
        state.starting += 1;
        self.changed.notify_all();
        while !state.open && state.may_start == 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.may_start = state.may_start.saturating_sub(1);
    }

    fn stop(&self, worker: usize, event: &str) {
        let mut state = self.state.lock().unwrap();
        if state.open {
            return;
        }
        state.at[worker] = Some(event.to_owned());
        self.changed.notify_all();
        while !state.open && state.at[worker].is_some() {
            state = self.changed.wait(state).unwrap();
        }
    }

    pub fn all_starting(&self, workers: usize) {
        let mut state = self.state.lock().unwrap();
        while state.starting < workers {
            state = self.changed.wait(state).unwrap();
        }
    }

    pub fn let_one_start(&self) {
        self.state.lock().unwrap().may_start += 1;
        self.changed.notify_all();
    }

    pub fn let_through(&self, worker: usize) {
        self.state.lock().unwrap().at[worker] = None;
        self.changed.notify_all();
    }

    /// Waits until every worker is at its expected gate; None is between gates or asleep.
    ///
    /// # Errors
    /// When one is at another gate, or does not come.
    pub fn expect(&self, expected: &[Option<String>]) -> Result<(), String> {
        let mut state = self.state.lock().unwrap();
        loop {
            let wrong = (0..expected.len()).find(|&i| state.at[i].is_some() && state.at[i] != expected[i]);
            if let Some(worker) = wrong {
                return Err(format!("worker {worker} is at {:?}", state.at[worker].as_deref().unwrap_or("")));
            }
            if state.at == expected {
                return Ok(());
            }
            let (next, timeout) = self.changed.wait_timeout(state, PATIENCE).unwrap();
            state = next;
            if timeout.timed_out() {
                return Err(format!("nobody moves, workers are at {:?}", state.at));
            }
        }
    }

    pub fn open(&self) {
        self.state.lock().unwrap().open = true;
        self.changed.notify_all();
    }
}
