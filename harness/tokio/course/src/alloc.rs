//! Counts what is allocated, so that an answer that keeps what it should forget shows, whatever it keeps it in.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering::Relaxed};

/// Bytes that are allocated now, and bytes that ever were.
static HELD: AtomicIsize = AtomicIsize::new(0);
static ASKED: AtomicUsize = AtomicUsize::new(0);

pub struct Counting;

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size() as isize, Relaxed);
        ASKED.fetch_add(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size() as isize, Relaxed);
        unsafe { System.dealloc(pointer, layout) };
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Use {
    /// How many more bytes are held than before.
    pub kept: isize,
    /// How many bytes were asked for, given back or not.
    pub asked: usize,
}

pub fn used_by(work: impl FnOnce()) -> Use {
    let (held, asked) = (HELD.load(Relaxed), ASKED.load(Relaxed));
    work();
    Use { kept: HELD.load(Relaxed) - held, asked: ASKED.load(Relaxed) - asked }
}
