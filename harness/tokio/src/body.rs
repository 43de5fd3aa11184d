//! A body of a task program as a future on tokio.

use std::collections::BTreeMap;
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::task::{JoinHandle, JoinSet};

use crate::world::{Rx, Tx, World};

/// How a task ends. A panic unwinds, so that nobody sees the error; where panics abort, as on WebAssembly, the op `panic`
/// ends its task with the error instead. To tokio and to the joiner the two are alike: a task is done, without an output.
pub type Ended = Result<(), Panicked>;
pub struct Panicked;

type Boxed = Pin<Box<dyn Future<Output = Ended> + Send>>;

/// Logs the start of every poll, and the end of the last.
pub struct Logged {
    id: usize,
    world: Arc<World>,
    body: Boxed,
}

/// The id is given when the task is made.
pub fn task(world: &Arc<World>, body: usize) -> Logged {
    world.begin_task();
    Logged { id: world.next_id(), world: world.clone(), body: Box::pin(run(world.clone(), body)) }
}

impl Future for Logged {
    type Output = Ended;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Ended> {
        let worker = self.world.worker();
        self.world.log(format!("{worker}{}", self.id));
        self.world.jitter();
        let poll = self.body.as_mut().poll(cx);
        if let Poll::Ready(Ok(())) = poll {
            self.world.log(format!("{worker}{}!", self.id));
        }
        poll
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        self.world.end_task();
    }
}

/// What an op leaves behind for later ops. Guards drop in the order of their mutexes, then the handles, then the set.
#[derive(Default)]
struct Locals {
    handles: Vec<Option<JoinHandle<Ended>>>,
    set: Option<JoinSet<Ended>>,
    guards: BTreeMap<u64, OwnedMutexGuard<()>>,
}

impl Drop for Locals {
    fn drop(&mut self) {
        while let Some((_, guard)) = self.guards.pop_first() {
            drop(guard);
        }
        self.handles.clear();
        self.set = None;
    }
}

async fn run(world: Arc<World>, index: usize) -> Ended {
    let mut locals = Locals::default();
    let ops = world.program.bodies[index].clone();
    for (name, argument) in ops {
        if name == "panic" {
            panicked()?;
        }
        step(&world, index, &name, argument, &mut locals).await;
        world.jitter();
    }
    Ok(())
}

fn panicked() -> Ended {
    if cfg!(panic = "unwind") {
        panic!("as the program says");
    }
    Err(Panicked)
}

async fn step(world: &Arc<World>, index: usize, name: &str, argument: u64, locals: &mut Locals) {
    let i = argument as usize;
    match name {
        "spawn" => locals.handles.push(Some(tokio::spawn(task(world, i)))),
        "spawnmany" => {
            for _ in 0..i {
                locals.handles.push(Some(tokio::spawn(task(world, index + 1))));
                world.jitter();
            }
        }
        "xspawn" => {
            let (world, handle) = (world.clone(), world.handle.clone());
            let spawn = move || handle.spawn(task(&world, i));
            locals.handles.push(Some(std::thread::spawn(spawn).join().unwrap()));
        }
        "yield" => tokio::task::yield_now().await,
        "selfwake" => self_wake().await,
        "budget" => {
            for _ in 0..i {
                tokio::task::consume_budget().await;
            }
        }
        "unconstrained" => {
            tokio::task::unconstrained(async {
                for _ in 0..i {
                    tokio::task::consume_budget().await;
                }
            })
            .await
        }
        "panic" => {}
        "jspawn" => {
            locals.set.get_or_insert_with(JoinSet::new).spawn(task(world, i));
        }
        "jnext" => {
            // An error makes it yield, so that the order of joining is seen.
            if let Some(set) = &mut locals.set {
                if let Some(Err(_) | Ok(Err(_))) = set.join_next().await {
                    tokio::task::yield_now().await;
                }
            }
        }
        "jabort" => {
            if let Some(set) = &mut locals.set {
                set.abort_all();
            }
        }
        "join" => {
            if let Some(handle) = locals.handles.get_mut(i).and_then(Option::take) {
                let _ = handle.await;
            }
        }
        "abort" => {
            if let Some(Some(handle)) = locals.handles.get(i) {
                handle.abort();
            }
        }
        "send" => send(world, i).await,
        "recv" => poll_fn(|cx| poll_recv(world, i, cx)).await,
        "droptx" => drop(world.tx[i].lock().unwrap().take()),
        "closerx" => match &mut *world.rx[i].lock().unwrap() {
            Rx::Bounded(rx) => rx.close(),
            Rx::Unbounded(rx) => rx.close(),
        },
        "notified" => world.notifies[i].notified().await,
        "notify_one" => world.notifies[i].notify_one(),
        "notify_waiters" => world.notifies[i].notify_waiters(),
        "notify_last" => world.notifies[i].notify_last(),
        "select" => {
            tokio::select! {
                biased;
                _ = world.notifies[i].notified() => {}
                _ = tokio::task::yield_now() => {}
            }
        }
        "both" => both(world, i / 10, i % 10).await,
        "lock" => {
            if !locals.guards.contains_key(&argument) {
                let guard = world.mutexes[i].clone().lock_owned().await;
                locals.guards.insert(argument, guard);
            }
        }
        "unlock" => drop(locals.guards.remove(&argument)),
        "acq" => {
            if let Ok(permits) = world.semaphores[i / 10].acquire_many((i % 10) as u32).await {
                permits.forget();
            }
        }
        "rel" => world.semaphores[i / 10].add_permits(i % 10),
        "closesem" => world.semaphores[i].close(),
        "osend" => {
            let tx = world.osend[i].lock().unwrap().take();
            if let Some(tx) = tx {
                let _ = tx.send(0);
            }
        }
        "orecv" => {
            let rx = world.orecv[i].lock().unwrap().take();
            if let Some(rx) = rx {
                let _ = rx.await;
            }
        }
        "park" => poll_fn(|cx| poll_flag(world, i, cx)).await,
        "unpark" => unpark(world, i),
        "xunpark" => {
            let world = world.clone();
            std::thread::spawn(move || unpark(&world, i)).join().unwrap();
        }
        "sleep" => {
            let _pending = PendingSleep::new(&world.pending_sleeps);
            tokio::time::sleep(Duration::from_millis(argument)).await;
        }
        "timeout" => {
            let _pending = PendingSleep::new(&world.pending_sleeps);
            let notified = world.notifies[i % 10].notified();
            let _ = tokio::time::timeout(Duration::from_millis(argument / 10), notified).await;
        }
        "block" => std::thread::sleep(Duration::from_millis(argument)),
        other => panic!("there is no op {other:?}"),
    }
}

async fn self_wake() {
    let mut woken = false;
    poll_fn(|cx| {
        if woken {
            return Poll::Ready(());
        }
        woken = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

/// Two branches that each yield and then wake somebody: the second poll starts at the second branch.
async fn both(world: &Arc<World>, n: usize, p: usize) {
    let notify = async {
        tokio::task::yield_now().await;
        world.notifies[n].notify_one();
    };
    let raise = async {
        tokio::task::yield_now().await;
        unpark(world, p);
    };
    tokio::join!(notify, raise);
}

async fn send(world: &World, c: usize) {
    let tx = world.tx[c].lock().unwrap().clone();
    match tx {
        None => {}
        Some(Tx::Bounded(tx)) => drop(tx.send(0).await),
        Some(Tx::Unbounded(tx)) => drop(tx.send(0)),
    }
}

fn poll_recv(world: &World, c: usize, cx: &mut Context<'_>) -> Poll<()> {
    match &mut *world.rx[c].lock().unwrap() {
        Rx::Bounded(rx) => rx.poll_recv(cx).map(drop),
        Rx::Unbounded(rx) => rx.poll_recv(cx).map(drop),
    }
}

fn poll_flag(world: &World, p: usize, cx: &mut Context<'_>) -> Poll<()> {
    let mut flag = world.flags[p].lock().unwrap();
    if flag.0 {
        flag.0 = false;
        return Poll::Ready(());
    }
    flag.1 = Some(cx.waker().clone());
    Poll::Pending
}

fn unpark(world: &World, p: usize) {
    let waker = {
        let mut flag = world.flags[p].lock().unwrap();
        flag.0 = true;
        flag.1.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// Counts itself for as long as it lives.
struct PendingSleep(Arc<AtomicUsize>);

impl PendingSleep {
    fn new(count: &Arc<AtomicUsize>) -> PendingSleep {
        count.fetch_add(1, Ordering::SeqCst);
        PendingSleep(count.clone())
    }
}

impl Drop for PendingSleep {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
