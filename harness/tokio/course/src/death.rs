//! Notices how the learner's code ends the process, before it does: the thread that would end it is held, so that another can report.
//!
//! A held thread records its stack. That allocates, and the signal may have come in the middle of an allocation: then the thread
//! waits for itself, and after ten seconds the report is written without its stack. Nothing else can come of it, because the
//! thread never runs the learner's code again. Should the reporter need the very lock that it holds, no report is written, and
//! whoever started the process tells how it ended.

#[cfg(unix)]
pub use unix::{ending, leave, say, stop_checks, watch_checks, watch_process};

#[cfg(unix)]
mod unix {
    use std::backtrace::Backtrace;
    use std::fs::File;
    use std::io::Write;
    use std::mem::{transmute, zeroed, ManuallyDrop};
    use std::os::fd::FromRawFd;
    use std::ptr::null_mut;
    use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering::SeqCst};
    use std::sync::OnceLock;
    use std::time::{Duration, Instant};

    use super::super::ends::{End, Ending};

    /// No signal has this number.
    const EXIT: i32 = -1;
    const FATAL: [i32; 5] = [libc::SIGABRT, libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGTRAP];
    /// Asks the thread of the checks where it is.
    const STOP: i32 = libc::SIGUSR2;
    const RECORDED_WITHIN: Duration = Duration::from_secs(10);
    /// Enough to record a stack on; what Rust gives a thread for its signals is not.
    const SIGNAL_STACK_BYTES: usize = 1 << 20;

    type Handler = extern "C" fn(i32, *mut libc::siginfo_t, *mut libc::c_void);

    /// The signal that came first, or EXIT.
    static CAUSE: AtomicI32 = AtomicI32::new(0);
    static STACK_OVERFLOWED: AtomicBool = AtomicBool::new(false);
    /// Whether the stack of the thread that is held can be recorded.
    static RECORDS: AtomicBool = AtomicBool::new(true);
    static BACKTRACE: OnceLock<Backtrace> = OnceLock::new();
    /// Threads, as the system names them.
    static REPORTER: AtomicUsize = AtomicUsize::new(0);
    static CHECKS: AtomicUsize = AtomicUsize::new(0);
    /// What Rust itself does with a fault.
    static RUSTS_OWN: AtomicUsize = AtomicUsize::new(0);

    fn this_thread() -> usize {
        // SAFETY: always succeeds.
        unsafe { libc::pthread_self() as usize }
    }

    /// Called once, by the thread that is going to report.
    pub fn watch_process() {
        REPORTER.store(this_thread(), SeqCst);
        for signal in FATAL.into_iter().chain([STOP]) {
            // SAFETY: the handler has the type that SA_SIGINFO asks for.
            let old = unsafe {
                let (mut new, mut old): (libc::sigaction, libc::sigaction) = (zeroed(), zeroed());
                new.sa_sigaction = on_signal as Handler as usize;
                new.sa_flags = libc::SA_SIGINFO | if signal == libc::SIGABRT { 0 } else { libc::SA_ONSTACK };
                libc::sigaction(signal, &new, &mut old);
                old.sa_sigaction
            };
            if signal == libc::SIGSEGV {
                RUSTS_OWN.store(old, SeqCst);
            }
        }
        // SAFETY: the function lives forever.
        unsafe { libc::atexit(on_exit) };
    }

    /// Called by the thread of the checks before the first of them.
    pub fn watch_checks() {
        CHECKS.store(this_thread(), SeqCst);
        let stack = Box::leak(vec![0u8; SIGNAL_STACK_BYTES].into_boxed_slice());
        // SAFETY: the memory is never given back.
        unsafe {
            let mut signals: libc::stack_t = zeroed();
            signals.ss_sp = stack.as_mut_ptr().cast();
            signals.ss_size = stack.len();
            libc::sigaltstack(&signals, null_mut());
        }
    }

    /// How the process would have ended by now.
    pub fn ending() -> Option<Ending> {
        let end = match CAUSE.load(SeqCst) {
            0 => return None,
            STOP => End::Hung,
            EXIT => End::Exited,
            _ if STACK_OVERFLOWED.load(SeqCst) => End::OutOfStack,
            libc::SIGABRT => End::Aborted,
            libc::SIGILL | libc::SIGTRAP => End::Illegal,
            _ => End::Faulted,
        };
        Some(Ending { end, backtrace: recorded() })
    }

    /// Holds the thread of the checks where it is.
    pub fn stop_checks() -> Ending {
        // SAFETY: that thread waits for the next check or hangs in this one; it never ends.
        unsafe { libc::pthread_kill(CHECKS.load(SeqCst) as libc::pthread_t, STOP) };
        Ending { end: End::Hung, backtrace: recorded() }
    }

    fn recorded() -> Option<&'static Backtrace> {
        let start = Instant::now();
        while BACKTRACE.get().is_none() && RECORDS.load(SeqCst) && start.elapsed() < RECORDED_WITHIN {
            std::thread::sleep(Duration::from_millis(5));
        }
        BACKTRACE.get()
    }

    /// Prints, though a held thread may have standard output locked.
    pub fn say(text: &str) {
        // SAFETY: standard output is open, and is not closed here.
        let mut out = ManuallyDrop::new(unsafe { File::from_raw_fd(libc::STDOUT_FILENO) });
        let _ = out.write_all(text.as_bytes());
    }

    /// Ends the process, though a held thread may be in the middle of ending it.
    pub fn leave(code: i32) -> ! {
        // SAFETY: runs nothing more of this process.
        unsafe { libc::_exit(code) }
    }

    extern "C" fn on_exit() {
        if this_thread() != REPORTER.load(SeqCst) {
            hold(EXIT, true);
        }
    }

    extern "C" fn on_signal(signal: i32, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
        let here = this_thread();
        if here == REPORTER.load(SeqCst) {
            // As it would have been: it is raised once more.
            // SAFETY: a signal's default is always there.
            unsafe { libc::signal(signal, libc::SIG_DFL) };
            return;
        }
        let rusts = RUSTS_OWN.load(SeqCst);
        if (signal == libc::SIGSEGV || signal == libc::SIGBUS)
            && rusts != libc::SIG_DFL
            && rusts != libc::SIG_IGN
        {
            // Rust knows where each stack ends: if the fault is there, its handler aborts, which comes back to this one.
            STACK_OVERFLOWED.store(true, SeqCst);
            // SAFETY: what Rust installs has this type.
            unsafe { transmute::<usize, Handler>(rusts)(signal, info, context) };
            STACK_OVERFLOWED.store(false, SeqCst);
        }
        let on_its_own_stack = signal == libc::SIGABRT && !STACK_OVERFLOWED.load(SeqCst);
        hold(signal, here == CHECKS.load(SeqCst) || on_its_own_stack);
    }

    fn hold(cause: i32, records: bool) -> ! {
        if CAUSE.compare_exchange(0, cause, SeqCst, SeqCst).is_ok() {
            RECORDS.store(records, SeqCst);
            if records {
                let _ = BACKTRACE.set(Backtrace::force_capture());
            }
        }
        loop {
            std::thread::sleep(Duration::from_secs(3600));
        }
    }
}

/// A process that ends takes its report along: whoever started it tells the rest.
#[cfg(not(unix))]
mod elsewhere {
    use super::super::ends::{End, Ending};

    pub fn watch_process() {}
    pub fn watch_checks() {}
    pub fn ending() -> Option<Ending> {
        None
    }
    pub fn stop_checks() -> Ending {
        Ending { end: End::Hung, backtrace: None }
    }
    pub fn say(text: &str) {
        print!("{text}");
    }
    pub fn leave(code: i32) -> ! {
        std::process::exit(code)
    }
}
#[cfg(not(unix))]
pub use elsewhere::{ending, leave, say, stop_checks, watch_checks, watch_process};
