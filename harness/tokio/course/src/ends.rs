//! What the report says about a check that the learner's code ended early: how it ended, and where to look next.

use std::backtrace::Backtrace;

use super::report::CheckResult;
use super::stack::Stack;

/// A check takes milliseconds; one that has taken this long does not end.
pub const HANGS_AFTER_SECONDS: u64 = 5;
/// Recursion that a loop would not need must be met as an answer's fault, not as the harness's.
pub const STACK_BYTES: usize = 16 << 20;

#[derive(Clone, Copy, PartialEq)]
pub enum End {
    Hung,
    /// `exit`, by whichever thread.
    Exited,
    /// SIGABRT: `abort`, a failed allocation, a panic that may not unwind.
    Aborted,
    OutOfStack,
    /// SIGSEGV or SIGBUS anywhere else.
    Faulted,
    /// SIGILL or SIGTRAP.
    Illegal,
}

pub struct Ending {
    pub end: End,
    /// Of the thread that is held, where it could be recorded.
    pub backtrace: Option<&'static Backtrace>,
}

/// What a check calls.
#[derive(Clone, Copy, PartialEq)]
pub enum Subject {
    Gather,
    Histogram,
    Both,
}

/// `blank`, with what the report says about it. Without a `stack` less is known.
pub fn cut_short(blank: CheckResult, end: End, stack: Option<&Stack>, subject: Subject) -> CheckResult {
    let (message, hint) = match end {
        End::Hung => hung(stack, subject),
        End::Exited => (
            "Your code called `std::process::exit`, which ended the whole process.".to_owned(),
            INSTEAD_OF_ENDING,
        ),
        End::Aborted => aborted(stack, subject),
        End::OutOfStack => out_of_stack(stack, subject),
        End::Faulted => (
            "Your code used memory that does not belong to it: a segmentation fault.".to_owned(),
            "Only `unsafe` code can do this: look at its pointers, indices and lengths.",
        ),
        End::Illegal => (
            "Your code ran into an illegal instruction.".to_owned(),
            "Only `unsafe` code can do this: it reached code that it declares unreachable.",
        ),
    };
    let (status, cut) = if end == End::Hung { ("fail", "hung") } else { ("error", "crashed") };
    let position = stack.and_then(|stack| stack.position);
    CheckResult { status, message, hint: Some(hint.into()), position, cut: Some(cut), ..blank }
}

const INSTEAD_OF_ENDING: &str = "Return a value or panic instead: then the other checks still run.";

/// What a thread waits for, by a function on its stack, or the file of one; the first that fits. What others are built on comes last.
const WAITS: [(&[&str], &str); 13] = [
    (&["std::thread", "::sleep"], "it sleeps in `std::thread::sleep`"),
    (&["mpsc", "recv"], "it waits in `recv` for a message that never comes"),
    (&["std::thread", "::join"], "it waits in `join` for a thread that does not end"),
    (&["std/src/thread/scoped.rs"], "it waits in `std::thread::scope` for a thread that does not end"),
    (&["Stdin"], "it waits for standard input"),
    (&["block_on"], "it waits in `block_on` for a future that is never ready"),
    (&["sync/barrier.rs"], "it waits at a Barrier that too few threads reach"),
    (&["::once::", "::call"], "it waits for a value that is still being initialized: a deadlock"),
    (&["Mutex", "::lock"], "it waits for a lock that nobody releases: a deadlock"),
    (&["RwLock", "::"], "it waits for a lock that nobody releases: a deadlock"),
    (&["Condvar", "::wait"], "it waits for a Condvar that nobody notifies"),
    (&["std::thread", "::park"], "it parks its thread, and nobody unparks it"),
    (&["::futex_wait"], "it waits for another thread, which never wakes it"),
];

fn hung(stack: Option<&Stack>, subject: Subject) -> (String, &'static str) {
    let known = stack.filter(|stack| stack.position.is_some());
    let waits = WAITS.iter().find(|(parts, _)| known.is_some_and(|stack| stack.calls(parts)));
    let why = match (waits, known) {
        (Some((_, what)), _) => what,
        (None, Some(_)) => "a loop in your code never ends",
        (None, None) => "your code loops or waits forever",
    };
    let hint = match (subject, waits) {
        (Subject::Gather, Some(_)) => {
            "Never block inside `poll`: return Pending where you would wait, and a wake brings you back."
        }
        (Subject::Gather, None) => {
            "`poll` must return: every loop needs an end, and where you would wait, return Pending."
        }
        (Subject::Histogram, Some(_)) => {
            "Nothing in a Histogram has to wait: it counts samples, and reads its counts."
        }
        (Subject::Histogram, None) => {
            "Every loop needs an end: a walk over the buckets stops at the last one, whatever the rank."
        }
        (Subject::Both, _) => "No method may wait or loop forever: find the one that does at the line shown.",
    };
    (format!("This check did not end within {HANGS_AFTER_SECONDS} seconds: {why}."), hint)
}

fn aborted(stack: Option<&Stack>, subject: Subject) -> (String, &'static str) {
    let calls = |part: &str| stack.is_some_and(|stack| stack.calls(&[part]));
    if calls("alloc_error") || calls("rust_oom") {
        return (
            "Your code asked for more memory than there is, and the allocation failed.".to_owned(),
            match subject {
                Subject::Gather => "A gather needs one slot for each child: look for a collection that grows in a loop, or a capacity that is computed.",
                Subject::Histogram => "A Histogram needs 128 counters and no more: look for a collection that grows, or a capacity that is computed.",
                Subject::Both => "Look for a collection that grows in a loop, or a capacity that is computed.",
            },
        );
    }
    if calls("panic_in_cleanup")
        || calls("panic_nounwind")
        || calls("panic_cannot_unwind")
        || calls("panic_with_hook")
    {
        return (
            "Your code panicked where a panic cannot unwind, and the process aborted.".to_owned(),
            "A `drop` that panics during another panic does this, and so does `unsafe` code that breaks a rule which debug builds check.",
        );
    }
    if calls("std::process::abort") {
        return (
            "Your code called `std::process::abort`, which ended the whole process.".to_owned(),
            INSTEAD_OF_ENDING,
        );
    }
    (
        "Your code aborted the process.".to_owned(),
        "Look for a call of `abort`, or for `unsafe` code that frees the same memory twice.",
    )
}

fn out_of_stack(stack: Option<&Stack>, subject: Subject) -> (String, &'static str) {
    match (stack, subject) {
        (Some(stack), _) if !stack.recursive => (
            format!("Your code ran out of stack: its local variables need more than {} MiB.", STACK_BYTES >> 20),
            "A large array in a local variable is on the stack, even on its way into a Box. Use a Vec, or a smaller array.",
        ),
        (Some(_), Subject::Histogram) => (
            "Your code ran out of stack: it calls itself too deeply.".to_owned(),
            "A method that calls itself for each bucket or each sample goes that deep: use a loop.",
        ),
        (Some(_), Subject::Gather) => (
            "Your code ran out of stack: it calls itself too deeply.".to_owned(),
            "A poll that calls itself for the next child goes as deep as there are children: use a loop.",
        ),
        (Some(_), Subject::Both) => (
            "Your code ran out of stack: it calls itself too deeply.".to_owned(),
            "Use a loop where a function calls itself for the next item.",
        ),
        (None, _) => (
            "Your code ran out of stack.".to_owned(),
            "It calls itself too deeply, or keeps a large array in a local variable.",
        ),
    }
}
