//! That each child and each result is dropped once, wherever gather ends, and a wake from another thread is heard.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::Builder;

use super::super::check::{fail, Verdict};
use super::super::learner::{Gathered, Learner};
use super::super::random::Random;
use super::super::show::{counted, list};
use super::scene::{gather_of, names};
use super::ticket::{entry, ledger, Ledger, Ticket, Token};

const TRIES: u32 = 12;

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, SeqCst);
    }
}

/// # Errors
/// When a child or a result is kept, given back twice or in another order, or a wake is lost.
pub fn each_once(learner: &Learner) -> Verdict {
    // An answer that spawns is told so elsewhere; here it must not panic for want of a runtime.
    let runtime = Builder::new_current_thread().build().expect("a runtime without drivers");
    let _inside = runtime.enter();
    (0..TRIES).try_for_each(|seed| try_out(learner, seed))
}

fn try_out(learner: &Learner, seed: u32) -> Verdict {
    let mut random = Random::new(seed);
    let n = 1 + random.below(2 + 3 * seed as usize);
    let order = random.shuffled(&(0..n).collect::<Vec<_>>());
    // With even seeds, gather is dropped before the last of its children is ready.
    let finishing = if seed % 2 == 0 { random.below(n) } else { n };
    let ledger = ledger(n);
    let woken = Arc::new(Woken(AtomicBool::new(true)));
    let waker = Waker::from(Arc::clone(&woken));
    let mut gathered = Some((gather_of(learner).tickets)(Ticket::all(&ledger)));
    let mut outcome = polled(&mut gathered, &waker, &woken);
    for &index in &order[..finishing] {
        wake_from_another_thread(&ledger, index);
        if outcome.is_none() {
            outcome = polled(&mut gathered, &waker, &woken);
        }
        if entry(&ledger, index).results_made == 0 {
            return fail(
                format!("Child {index} became ready and called its waker from another thread, and gather did not poll it."),
                "A waker may be called from any thread, at any time: what it marks must be shared by threads, in an Arc with a Mutex or an atomic, and not a thread_local.",
            );
        }
    }
    // Whatever has not been handed over goes with gather.
    drop(gathered);
    // A waker that somebody still holds may hold what it wakes; whoever held these has let go of them.
    let wakers: Vec<Option<Waker>> = (0..n).map(|index| entry(&ledger, index).waker.take()).collect();
    drop(wakers);
    expect_dropped(&ledger, outcome, finishing == n)
}

/// Polls for as long as it is woken, as an executor does.
fn polled(gathered: &mut Option<Gathered<Token>>, waker: &Waker, woken: &Woken) -> Option<Vec<Token>> {
    const MOST: usize = 1_000;
    for _ in 0..MOST {
        if !woken.0.swap(false, SeqCst) {
            break;
        }
        let future = gathered.as_mut()?;
        if let Poll::Ready(tokens) = future.as_mut().poll(&mut Context::from_waker(waker)) {
            *gathered = None;
            return Some(tokens);
        }
    }
    None
}

fn wake_from_another_thread(ledger: &Ledger, index: usize) {
    let waker = {
        let mut entry = entry(ledger, index);
        entry.ready = true;
        entry.waker.take()
    };
    if let Some(waker) = waker {
        let _ = std::thread::spawn(move || waker.wake()).join();
    }
}

fn expect_dropped(ledger: &Ledger, outcome: Option<Vec<Token>>, finished: bool) -> Verdict {
    let n = ledger.len();
    let when = match finished {
        true => format!("After {} had finished and gather was dropped", counted(n, "child", "children")),
        false => {
            format!("After gather was dropped before its {} had finished", counted(n, "child", "children"))
        }
    };
    let kept: Vec<usize> = (0..n).filter(|&index| entry(ledger, index).futures_dropped == 0).collect();
    if !kept.is_empty() {
        return fail(
            format!("{when}, {} had not been dropped.", list(&names(&kept))),
            "A child holds what it works on until it is dropped. Own the futures, in a Vec of your own, and no mem::forget, Box::leak or circle of Arcs will keep them.",
        );
    }
    let given = outcome.unwrap_or_default();
    let indices: Vec<usize> = given.iter().map(|token| token.index).collect();
    let due: Vec<usize> = if finished { (0..n).collect() } else { Vec::new() };
    if indices != due {
        return fail(
            format!("{when}, the results of {indices:?} were handed over, where those of {due:?} are due."),
            "One result for each future, at its index.",
        );
    }
    drop(given);
    let leaked: Vec<usize> = (0..n)
        .filter(|&index| {
            let entry = entry(ledger, index);
            entry.results_made != entry.results_dropped
        })
        .collect();
    if leaked.is_empty() {
        return Ok(());
    }
    fail(
        format!(
            "{when}, the results of {} were kept: neither handed over nor dropped.",
            list(&names(&leaked))
        ),
        "Own the results in your future, and they go with it.",
    )
}
