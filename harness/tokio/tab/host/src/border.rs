//! What crosses the border: the page's futures, values and wakers, each a number here.

use std::future::Future;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

// None of them throws: what the page's code throws stays on the other side.
#[link(wasm_import_module = "course")]
extern "C" {
    /// 0 is Pending; n > 0 is Ready with value n; n < 0 says that it threw value -n.
    #[link_name = "poll"]
    fn page_poll(future: u32, cx: usize) -> i32;
    #[link_name = "dropFuture"]
    fn page_drop_future(future: u32);
    #[link_name = "dropValue"]
    fn page_drop_value(value: u32);
    #[link_name = "wake"]
    fn page_wake(waker: u32);
    #[link_name = "cloneWaker"]
    fn page_clone_waker(waker: u32);
    #[link_name = "dropWaker"]
    fn page_drop_waker(waker: u32);
}

/// A value of the page's; dropping it lets go of it there.
pub struct Value(u32);

impl Value {
    pub fn new(id: u32) -> Value {
        Value(id)
    }

    /// Gives it back to the page.
    pub fn into_id(self) -> u32 {
        ManuallyDrop::new(self).0
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        // SAFETY: imports take and give numbers; this is so for all of them.
        unsafe { page_drop_value(self.0) }
    }
}

/// What a future of the page's comes to; `Err` holds what it threw, which is as far as a panic gets where panics abort.
pub type Output = Result<Value, Value>;

/// A future of the page's. Dropping it drops it there.
pub struct PageFuture(u32);

impl PageFuture {
    pub fn new(id: u32) -> PageFuture {
        PageFuture(id)
    }
}

impl Future for PageFuture {
    type Output = Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Output> {
        // SAFETY: the page gives the address back within this call or not at all.
        match unsafe { page_poll(self.0, std::ptr::from_mut(cx) as usize) } {
            0 => Poll::Pending,
            id if id > 0 => Poll::Ready(Ok(Value(id as u32))),
            id => Poll::Ready(Err(Value(id.unsigned_abs()))),
        }
    }
}

impl Drop for PageFuture {
    fn drop(&mut self) {
        unsafe { page_drop_future(self.0) }
    }
}

/// A static, so that its address tells the page's wakers from tokio's.
static PAGE_WAKER: RawWakerVTable = RawWakerVTable::new(
    |data| {
        unsafe { page_clone_waker(data as u32) };
        RawWaker::new(data, &PAGE_WAKER)
    },
    |data| unsafe {
        page_wake(data as u32);
        page_drop_waker(data as u32);
    },
    |data| unsafe { page_wake(data as u32) },
    |data| unsafe { page_drop_waker(data as u32) },
);

/// A waker of the page's own making. The page has counted this one already.
pub fn page_waker(id: u32) -> Waker {
    // SAFETY: the data is a number, and the functions above treat it as one.
    unsafe { Waker::new(id as *const (), &PAGE_WAKER) }
}

/// Whose waker it is, when it is the page's.
pub fn page_waker_id(waker: &Waker) -> Option<u32> {
    std::ptr::eq(waker.vtable(), &PAGE_WAKER).then_some(waker.data() as u32)
}
