//! That each child, result and waker is dropped once, wherever gather ends, and a wake from another thread is heard.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::Builder;

use super::super::check::{fail, Verdict};
use super::super::learner::{Gathered, Learner};
use super::super::random::Random;
use super::super::show::{counted, list};
use super::scene::{gather_of, names};
use super::ticket::{entry, finish_elsewhere, ledger, Ledger, Ticket, Token};

pub const TRIES: u32 = 16;

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, SeqCst);
    }
}

/// What is left when gather is done, or was dropped before it was.
struct Left {
    ledger: Ledger,
    outcome: Vec<Token>,
    /// The order in which results are due.
    due: Vec<usize>,
    /// Clones of the task's waker.
    wakers: usize,
}

/// # Errors
/// When a child, a result or a waker is kept, a result is given twice or in another order, or a wake is lost.
pub fn each_once(learner: &Learner, seed: u32) -> Verdict {
    // An answer that spawns is told so elsewhere; here it must not panic for want of a runtime.
    let runtime = Builder::new_current_thread().build().expect("a runtime without drivers");
    let _inside = runtime.enter();
    let mut random = Random::new(seed);
    let n = 1 + random.below(2 + 3 * seed as usize);
    let order = random.shuffled(&(0..n).collect::<Vec<_>>());
    // With even seeds, gather is dropped before the last of its children is ready.
    let finishing = if seed % 2 == 0 { &order[..random.below(n)] } else { &order[..] };
    let ledger = ledger(n);
    for index in 0..n {
        if !finishing.is_empty() && random.chance(0.2) {
            entry(&ledger, index).finishes = Some(random.pick(finishing));
        }
    }
    let woken = Arc::new(Woken(AtomicBool::new(true)));
    let waker = Waker::from(Arc::clone(&woken));
    let mut gathered = Some((gather_of(learner).tickets)(Ticket::all(&ledger)));
    let mut outcome = polled(&mut gathered, &waker, &woken);
    expect_heard(&ledger)?;
    // Several at once, as far as one task can tell.
    for together in finishing.chunks(1 + random.below(3)) {
        together.iter().for_each(|&index| finish_elsewhere(&ledger, index));
        outcome = outcome.or_else(|| polled(&mut gathered, &waker, &woken));
        expect_heard(&ledger)?;
    }
    // Whatever has not been handed over goes with gather.
    drop(gathered);
    // A waker that somebody still holds may hold what it wakes; whoever held these has let go of them.
    let held: Vec<Option<Waker>> = (0..n).map(|index| entry(&ledger, index).waker.take()).collect();
    drop((held, waker));
    let due = if finishing.len() == n { (0..n).collect() } else { Vec::new() };
    expect_dropped(Left {
        ledger,
        outcome: outcome.unwrap_or_default(),
        due,
        wakers: Arc::strong_count(&woken) - 1,
    })
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

fn expect_heard(ledger: &Ledger) -> Verdict {
    let unheard = (0..ledger.len()).find(|&index| {
        let entry = entry(ledger, index);
        entry.ready && entry.results_made == 0
    });
    match unheard {
        None => Ok(()),
        Some(index) => fail(
            format!("Child {index} became ready and called its waker from another thread, and gather did not poll it."),
            "A waker may be called from any thread, at any time, even while you poll. Keep what it marks in an Arc with a Mutex or an atomic, not in a thread_local.",
        ),
    }
}

fn expect_dropped(left: Left) -> Verdict {
    let Left { ledger, outcome, due, wakers } = left;
    let n = ledger.len();
    let children = counted(n, "child", "children");
    let when = match due.len() == n {
        true => format!("After {children} had finished and gather was dropped"),
        false => format!("After gather was dropped before its {children} had finished"),
    };
    let kept: Vec<usize> = (0..n).filter(|&index| entry(&ledger, index).futures_dropped == 0).collect();
    if !kept.is_empty() {
        return fail(
            format!("{when}, {} had not been dropped.", list(&names(&kept))),
            "A child keeps its resources until it is dropped. Own the futures in a Vec and let it drop: no mem::forget, no Box::leak, no cycle of Arcs.",
        );
    }
    let indices: Vec<usize> = outcome.iter().map(|token| token.index).collect();
    if indices != due {
        return fail(
            format!("{when}, expected the results of {due:?}, got those of {indices:?}."),
            "One result for each future, at its index.",
        );
    }
    drop(outcome);
    let leaked: Vec<usize> = (0..n)
        .filter(|&index| {
            let entry = entry(&ledger, index);
            entry.results_made != entry.results_dropped
        })
        .collect();
    if !leaked.is_empty() {
        return fail(
            format!(
                "{when}, the results of {} were kept: neither handed over nor dropped.",
                list(&names(&leaked))
            ),
            "Own the results in your future: they are dropped with it.",
        );
    }
    if wakers == 0 {
        return Ok(());
    }
    fail(
        format!("{when}, {} of its task's waker had not been dropped.", counted(wakers, "clone", "clones")),
        "A waker keeps its task in memory. Drop every clone that you make: no mem::forget, no cycle of Arcs.",
    )
}
