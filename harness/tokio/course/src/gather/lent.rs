//! Children that borrow and stay on one thread, and results that can only be moved: the signature asks for no more.

use std::cell::Cell;
use std::future::Future;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::super::check::{fail, Verdict};
use super::super::learner::Learner;
use super::scene::gather_of;

pub type Lending = for<'a> fn(Vec<Lent<'a>>) -> Pin<Box<dyn Future<Output = Vec<Loan<'a>>> + 'a>>;

#[derive(Default)]
pub struct Owned {
    ready: Cell<bool>,
    waker: Cell<Option<Waker>>,
}

/// Not `Send`, for a Cell cannot be shared, and not `'static`.
pub struct Lent<'a>(&'a Owned);

/// Not `Unpin` either, which only a future has to be.
pub struct Loan<'a> {
    of: &'a Owned,
    _pinned: PhantomPinned,
}

impl<'a> Future for Lent<'a> {
    type Output = Loan<'a>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Loan<'a>> {
        if self.0.ready.get() {
            return Poll::Ready(Loan { of: self.0, _pinned: PhantomPinned });
        }
        self.0.waker.set(Some(cx.waker().clone()));
        Poll::Pending
    }
}

const CHILDREN: usize = 3;

/// # Errors
/// When what is borrowed does not come back.
pub fn lent(learner: &Learner) -> Verdict {
    let Some(gather) = gather_of(learner).lent else { return Ok(()) };
    let owned: [Owned; CHILDREN] = Default::default();
    let mut gathered = gather(owned.iter().map(Lent).collect());
    let mut cx = Context::from_waker(Waker::noop());
    let mut polled = gathered.as_mut().poll(&mut cx);
    for each in &owned {
        each.ready.set(true);
        if let Some(waker) = each.waker.take() {
            waker.wake();
        }
    }
    if polled.is_pending() {
        polled = gathered.as_mut().poll(&mut cx);
    }
    let Poll::Ready(loans) = polled else {
        return fail(
            format!("gather returned Pending after all of its {CHILDREN} futures, which borrow, had become ready and called their wakers."),
            "Poll each future that was woken, and return Ready when the last one is.",
        );
    };
    let theirs =
        loans.len() == CHILDREN && loans.iter().zip(&owned).all(|(loan, own)| std::ptr::eq(loan.of, own));
    if theirs {
        return Ok(());
    }
    fail(
        format!(
            "Expected the {CHILDREN} references that the futures had borrowed, got {} others.",
            loans.len()
        ),
        "One result for each future, at its index: move it there, and make no other.",
    )
}
