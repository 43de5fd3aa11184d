/** The part of tokio 1.53.1 that programs may use, as Rust declarations. */
export const TOKIO = `
mod tokio {
  use tokio::task::spawn;
  mod task {
    struct JoinHandle<T> {} struct JoinError {} struct AbortHandle {} struct JoinSet<T> {} struct Id {}
    fn spawn<T>(f: impl Future<Output = T>) -> JoinHandle<T>;
    fn spawn_blocking<T>(f: impl FnOnce() -> T) -> JoinHandle<T>;
    fn block_in_place<T>(f: impl FnOnce() -> T) -> T;
    fn yield_now() -> impl Future<Output = ()>;
    fn consume_budget() -> impl Future<Output = ()>;
    fn unconstrained<T>(f: impl Future<Output = T>) -> impl Future<Output = T>;
    fn id() -> Id; fn try_id() -> Option<Id>;
    mod coop {
      fn consume_budget() -> impl Future<Output = ()>; fn has_budget_remaining() -> bool;
      fn unconstrained<T>(f: impl Future<Output = T>) -> impl Future<Output = T>;
      fn cooperative<T>(f: impl Future<Output = T>) -> impl Future<Output = T>;
    }
    impl<T> JoinHandle<T> { fn abort(&self); fn is_finished(&self) -> bool; fn abort_handle(&self) -> AbortHandle; fn id(&self) -> Id; }
    impl AbortHandle { fn abort(&self); fn is_finished(&self) -> bool; fn id(&self) -> Id; fn clone(&self) -> AbortHandle; }
    impl JoinError { fn is_cancelled(&self) -> bool; fn is_panic(&self) -> bool; fn into_panic(self) -> Box<_>; fn try_into_panic(self) -> Result<Box<_>, JoinError>; fn id(&self) -> Id; }
    impl<T> JoinSet<T> {
      fn new() -> JoinSet<T>; fn default() -> JoinSet<T>; fn spawn(&mut self, f: impl Future<Output = T>) -> AbortHandle; fn spawn_blocking(&mut self, f: impl FnOnce() -> T) -> AbortHandle;
      fn join_next(&mut self) -> impl Future<Output = Option<Result<T, JoinError>>>; fn join_next_with_id(&mut self) -> impl Future<Output = Option<Result<(Id, T), JoinError>>>;
      fn try_join_next(&mut self) -> Option<Result<T, JoinError>>; fn join_all(self) -> impl Future<Output = Vec<T>>; fn shutdown(&mut self) -> impl Future<Output = ()>;
      fn abort_all(&mut self); fn detach_all(&mut self); fn len(&self) -> usize; fn is_empty(&self) -> bool;
    }
  }
  mod time {
    use std::time::Duration;
    struct Instant {} struct Sleep {} struct Interval {} enum MissedTickBehavior { Burst, Delay, Skip }
    mod error { struct Elapsed {} }
    fn sleep(d: Duration) -> Sleep; fn sleep_until(i: Instant) -> Sleep;
    fn timeout<T>(d: Duration, f: impl Future<Output = T>) -> impl Future<Output = Result<T, error::Elapsed>>;
    fn timeout_at<T>(i: Instant, f: impl Future<Output = T>) -> impl Future<Output = Result<T, error::Elapsed>>;
    fn interval(d: Duration) -> Interval; fn interval_at(i: Instant, d: Duration) -> Interval;
    fn pause(); fn resume(); fn advance(d: Duration) -> impl Future<Output = ()>;
    impl Sleep { fn deadline(&self) -> Instant; fn is_elapsed(&self) -> bool; fn reset(self: Pin<&mut Self>, i: Instant); }
    impl Interval { fn tick(&mut self) -> impl Future<Output = Instant>; fn reset(&mut self); fn reset_immediately(&mut self); fn reset_after(&mut self, d: Duration); fn period(&self) -> Duration; fn set_missed_tick_behavior(&mut self, b: MissedTickBehavior); }
    impl Instant { fn now() -> Instant; fn elapsed(&self) -> Duration; fn duration_since(&self, o: Instant) -> Duration; fn saturating_duration_since(&self, o: Instant) -> Duration; fn checked_add(&self, d: Duration) -> Option<Instant>; fn into_std(self) -> Instant; fn from_std(i: Instant) -> Instant; }
  }
  mod sync {
    struct Mutex<T> {} struct MutexGuard<T> {} struct OwnedMutexGuard<T> {} struct RwLock<T> {} struct RwLockReadGuard<T> {} struct RwLockWriteGuard<T> {} struct OwnedRwLockReadGuard<T> {} struct OwnedRwLockWriteGuard<T> {} struct Semaphore {} struct SemaphorePermit {} struct OwnedSemaphorePermit {} struct AcquireError {} enum TryAcquireError { Closed, NoPermits } struct TryLockError {} struct Notify {} struct Barrier {} struct BarrierWaitResult {} struct OnceCell<T> {}
    mod futures { struct Notified {} struct OwnedNotified {} }
    mod notify { struct Notified {} }
    impl<T> Mutex<T> { fn new(v: T) -> Mutex<T>; fn const_new(v: T) -> Mutex<T>; fn lock(&self) -> impl Future<Output = MutexGuard<T>>; fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>>; fn try_lock(&self) -> Result<MutexGuard<T>, TryLockError>; fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError>; fn into_inner(self) -> T; fn get_mut(&mut self) -> &mut T; fn blocking_lock(&self) -> MutexGuard<T>; }
    impl<T> RwLock<T> { fn new(v: T) -> RwLock<T>; fn read(&self) -> impl Future<Output = RwLockReadGuard<T>>; fn write(&self) -> impl Future<Output = RwLockWriteGuard<T>>; fn read_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockReadGuard<T>>; fn write_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockWriteGuard<T>>; fn try_read(&self) -> Result<RwLockReadGuard<T>, TryLockError>; fn try_write(&self) -> Result<RwLockWriteGuard<T>, TryLockError>; fn into_inner(self) -> T; fn get_mut(&mut self) -> &mut T; }
    impl<T> RwLockWriteGuard<T> { fn downgrade(self) -> RwLockReadGuard<T>; }
    impl Semaphore { const MAX_PERMITS: usize; fn new(n: usize) -> Semaphore; fn const_new(n: usize) -> Semaphore; fn acquire(&self) -> impl Future<Output = Result<SemaphorePermit, AcquireError>>; fn acquire_many(&self, n: u32) -> impl Future<Output = Result<SemaphorePermit, AcquireError>>; fn acquire_owned(self: Arc<Self>) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>>; fn acquire_many_owned(self: Arc<Self>, n: u32) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>>; fn try_acquire(&self) -> Result<SemaphorePermit, TryAcquireError>; fn try_acquire_many(&self, n: u32) -> Result<SemaphorePermit, TryAcquireError>; fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError>; fn add_permits(&self, n: usize); fn forget_permits(&self, n: usize) -> usize; fn available_permits(&self) -> usize; fn close(&self); fn is_closed(&self) -> bool; }
    impl SemaphorePermit { fn forget(self); fn num_permits(&self) -> usize; fn split(&mut self, n: usize) -> Option<SemaphorePermit>; fn merge(&mut self, o: SemaphorePermit); }
    impl OwnedSemaphorePermit { fn forget(self); fn num_permits(&self) -> usize; fn split(&mut self, n: usize) -> Option<OwnedSemaphorePermit>; fn merge(&mut self, o: OwnedSemaphorePermit); }
    impl Notify { fn new() -> Notify; fn const_new() -> Notify; fn default() -> Notify; fn notified(&self) -> futures::Notified; fn notified_owned(self: Arc<Self>) -> futures::Notified; fn notify_one(&self); fn notify_last(&self); fn notify_waiters(&self); }
    impl futures::Notified { fn enable(self: Pin<&mut Self>) -> bool; }
    impl Barrier { fn new(n: usize) -> Barrier; fn wait(&self) -> impl Future<Output = BarrierWaitResult>; }
    impl BarrierWaitResult { fn is_leader(&self) -> bool; }
    impl<T> OnceCell<T> { fn new() -> OnceCell<T>; fn const_new() -> OnceCell<T>; fn get(&self) -> Option<&T>; fn set(&self, v: T) -> Result<(), T>; fn initialized(&self) -> bool; fn get_or_init<F>(&self, f: impl FnOnce() -> F) -> impl Future<Output = &T>; fn get_or_try_init<F>(&self, f: impl FnOnce() -> F) -> impl Future<Output = _>; }
    mod mpsc {
      struct Sender<T> {} struct Receiver<T> {} struct UnboundedSender<T> {} struct UnboundedReceiver<T> {} struct Permit<T> {} struct OwnedPermit<T> {} struct WeakSender<T> {} struct WeakUnboundedSender<T> {}
      mod error { struct SendError<T>(T); enum TrySendError<T> { Full(T), Closed(T) } enum TryRecvError { Empty, Disconnected } enum SendTimeoutError<T> { Timeout(T), Closed(T) }
        impl<T> TrySendError<T> { fn into_inner(self) -> T; } }
      fn channel<T>(n: usize) -> (Sender<T>, Receiver<T>); fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>);
      impl<T> Sender<T> { fn send(&self, v: T) -> impl Future<Output = Result<(), error::SendError<T>>>; fn try_send(&self, v: T) -> Result<(), error::TrySendError<T>>; fn send_timeout(&self, v: T, d: Duration) -> impl Future<Output = Result<(), error::SendTimeoutError<T>>>; fn blocking_send(&self, v: T) -> Result<(), error::SendError<T>>; fn reserve(&self) -> impl Future<Output = Result<Permit<T>, error::SendError<()>>>; fn try_reserve(&self) -> Result<Permit<T>, error::TrySendError<()>>; fn reserve_owned(self) -> impl Future<Output = Result<OwnedPermit<T>, error::SendError<()>>>; fn clone(&self) -> Sender<T>; fn is_closed(&self) -> bool; fn closed(&self) -> impl Future<Output = ()>; fn capacity(&self) -> usize; fn max_capacity(&self) -> usize; fn same_channel(&self, o: &Sender<T>) -> bool; fn downgrade(&self) -> WeakSender<T>; fn strong_count(&self) -> usize; }
      impl<T> UnboundedSender<T> { fn send(&self, v: T) -> Result<(), error::SendError<T>>; fn clone(&self) -> UnboundedSender<T>; fn is_closed(&self) -> bool; fn closed(&self) -> impl Future<Output = ()>; fn same_channel(&self, o: &UnboundedSender<T>) -> bool; fn downgrade(&self) -> WeakUnboundedSender<T>; fn strong_count(&self) -> usize; }
      impl<T> WeakSender<T> { fn upgrade(&self) -> Option<Sender<T>>; fn clone(&self) -> WeakSender<T>; }
      impl<T> WeakUnboundedSender<T> { fn upgrade(&self) -> Option<UnboundedSender<T>>; fn clone(&self) -> WeakUnboundedSender<T>; }
      impl<T> Receiver<T> { fn recv(&mut self) -> impl Future<Output = Option<T>>; fn recv_many(&mut self, v: &mut Vec<T>, n: usize) -> impl Future<Output = usize>; fn try_recv(&mut self) -> Result<T, error::TryRecvError>; fn blocking_recv(&mut self) -> Option<T>; fn close(&mut self); fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>>; fn len(&self) -> usize; fn is_empty(&self) -> bool; fn is_closed(&self) -> bool; fn capacity(&self) -> usize; fn max_capacity(&self) -> usize; }
      impl<T> UnboundedReceiver<T> { fn recv(&mut self) -> impl Future<Output = Option<T>>; fn recv_many(&mut self, v: &mut Vec<T>, n: usize) -> impl Future<Output = usize>; fn try_recv(&mut self) -> Result<T, error::TryRecvError>; fn blocking_recv(&mut self) -> Option<T>; fn close(&mut self); fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>>; fn len(&self) -> usize; fn is_empty(&self) -> bool; fn is_closed(&self) -> bool; }
      impl<T> Permit<T> { fn send(self, v: T); } impl<T> OwnedPermit<T> { fn send(self, v: T) -> Sender<T>; fn release(self) -> Sender<T>; }
    }
    mod oneshot {
      struct Sender<T> {} struct Receiver<T> {} mod error { struct RecvError {} enum TryRecvError { Empty, Closed } }
      fn channel<T>() -> (Sender<T>, Receiver<T>);
      impl<T> Sender<T> { fn send(self, v: T) -> Result<(), T>; fn is_closed(&self) -> bool; fn closed(&mut self) -> impl Future<Output = ()>; fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()>; }
      impl<T> Receiver<T> { fn try_recv(&mut self) -> Result<T, error::TryRecvError>; fn blocking_recv(self) -> Result<T, error::RecvError>; fn close(&mut self); fn is_empty(&self) -> bool; fn is_terminated(&self) -> bool; }
    }
    mod broadcast {
      struct Sender<T> {} struct Receiver<T> {} mod error { struct SendError<T>(T); enum RecvError { Closed, Lagged(u64) } enum TryRecvError { Empty, Closed, Lagged(u64) } }
      fn channel<T>(n: usize) -> (Sender<T>, Receiver<T>);
      impl<T> Sender<T> { fn new(n: usize) -> Sender<T>; fn send(&self, v: T) -> Result<usize, error::SendError<T>>; fn subscribe(&self) -> Receiver<T>; fn clone(&self) -> Sender<T>; fn receiver_count(&self) -> usize; fn len(&self) -> usize; fn is_empty(&self) -> bool; }
      impl<T> Receiver<T> { fn recv(&mut self) -> impl Future<Output = Result<T, error::RecvError>>; fn try_recv(&mut self) -> Result<T, error::TryRecvError>; fn resubscribe(&self) -> Receiver<T>; fn len(&self) -> usize; fn is_empty(&self) -> bool; }
    }
    mod watch {
      struct Sender<T> {} struct Receiver<T> {} struct Ref<T> {} mod error { struct SendError<T>(T); struct RecvError {} }
      fn channel<T>(v: T) -> (Sender<T>, Receiver<T>);
      impl<T> Sender<T> { fn new(v: T) -> Sender<T>; fn send(&self, v: T) -> Result<(), error::SendError<T>>; fn send_replace(&self, v: T) -> T; fn send_modify(&self, f: impl FnOnce(&mut T)); fn send_if_modified(&self, f: impl FnOnce(&mut T) -> bool) -> bool; fn borrow(&self) -> Ref<T>; fn subscribe(&self) -> Receiver<T>; fn is_closed(&self) -> bool; fn closed(&self) -> impl Future<Output = ()>; fn receiver_count(&self) -> usize; fn clone(&self) -> Sender<T>; }
      impl<T> Receiver<T> { fn borrow(&self) -> Ref<T>; fn borrow_and_update(&mut self) -> Ref<T>; fn changed(&mut self) -> impl Future<Output = Result<(), error::RecvError>>; fn has_changed(&self) -> Result<bool, error::RecvError>; fn mark_changed(&mut self); fn mark_unchanged(&mut self); fn wait_for(&mut self, f: impl FnMut(&T) -> bool) -> impl Future<Output = Result<Ref<T>, error::RecvError>>; fn clone(&self) -> Receiver<T>; fn same_channel(&self, o: &Receiver<T>) -> bool; }
      impl<T> Ref<T> { fn has_changed(&self) -> bool; }
    }
  }
  mod runtime {
    use tokio::task::JoinHandle; use std::io::Error;
    struct Builder {} struct Runtime {} struct Handle {} struct EnterGuard {}
    impl Handle { fn current() -> Handle; fn try_current() -> Result<Handle, _>; fn spawn<T>(&self, f: impl Future<Output = T>) -> JoinHandle<T>; fn spawn_blocking<T>(&self, f: impl FnOnce() -> T) -> JoinHandle<T>; fn block_on<T>(&self, f: impl Future<Output = T>) -> T; fn enter(&self) -> EnterGuard; fn clone(&self) -> Handle; }
    impl Builder { fn new_current_thread() -> Builder; fn new_multi_thread() -> Builder; fn worker_threads(&mut self, n: usize) -> &mut Builder; fn enable_all(&mut self) -> &mut Builder; fn enable_time(&mut self) -> &mut Builder; fn enable_io(&mut self) -> &mut Builder; fn start_paused(&mut self, p: bool) -> &mut Builder; fn global_queue_interval(&mut self, n: u32) -> &mut Builder; fn event_interval(&mut self, n: u32) -> &mut Builder; fn max_blocking_threads(&mut self, n: usize) -> &mut Builder; fn thread_name(&mut self, n: _) -> &mut Builder; fn thread_stack_size(&mut self, n: usize) -> &mut Builder; fn build(&mut self) -> Result<Runtime, Error>; }
    impl Runtime { fn new() -> Result<Runtime, Error>; fn block_on<T>(&self, f: impl Future<Output = T>) -> T; fn spawn<T>(&self, f: impl Future<Output = T>) -> JoinHandle<T>; fn spawn_blocking<T>(&self, f: impl FnOnce() -> T) -> JoinHandle<T>; fn handle(&self) -> &Handle; fn enter(&self) -> EnterGuard; fn shutdown_timeout(self, d: std::time::Duration); fn shutdown_background(self); }
  }
}
`;
