//! A body of a task program as a future on tokio, with a gate wherever the model pauses.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};

use tokio::sync::OwnedMutexGuard;
use tokio::task::{JoinHandle, JoinSet};

use crate::gates;
use crate::world::{Rx, Tx, World};

thread_local! {
    /// What this thread wakes meanwhile belongs to one step of the model.
    static UNGATED: Cell<bool> = const { Cell::new(false) };
}

/// A task's waker with a gate before the wake.
struct Gated(Waker);

impl Wake for Gated {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }
    fn wake_by_ref(self: &Arc<Self>) {
        if !UNGATED.get() {
            gates::stop("w");
        }
        self.0.wake_by_ref();
    }
}

pub struct Task {
    id: usize,
    body: Pin<Box<dyn Future<Output = ()> + Send>>,
    waker: OnceLock<Waker>,
}

/// The id is given when the task is made.
pub fn task(world: &Arc<World>, body: usize) -> Task {
    Task { id: world.next_id(), body: Box::pin(run(world.clone(), body)), waker: OnceLock::new() }
}

impl Future for Task {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        gates::stop(&format!("+{}", self.id));
        let waker = self.waker.get_or_init(|| Waker::from(Arc::new(Gated(cx.waker().clone())))).clone();
        let poll = self.body.as_mut().poll(&mut Context::from_waker(&waker));
        gates::stop(if poll.is_ready() { "!" } else { "-" });
        poll
    }
}

/// What a dropped body wakes is part of the same step.
impl Drop for Task {
    fn drop(&mut self) {
        ungated(|| self.body = Box::pin(std::future::ready(())));
    }
}

fn ungated(f: impl FnOnce()) {
    let outer = UNGATED.replace(true);
    f();
    UNGATED.set(outer);
}

/// What an op leaves behind for later ops. Guards drop in the order of their mutexes, then the handles, then the set.
#[derive(Default)]
struct Locals {
    handles: Vec<Option<JoinHandle<()>>>,
    set: Option<JoinSet<()>>,
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

async fn run(world: Arc<World>, index: usize) {
    let mut locals = Locals::default();
    let ops = world.program.bodies[index].clone();
    for (name, argument) in ops {
        step(&world, index, &name, argument, &mut locals).await;
        gates::stop(",");
    }
}

async fn step(world: &Arc<World>, index: usize, name: &str, argument: u64, locals: &mut Locals) {
    let i = argument as usize;
    match name {
        "spawn" => locals.handles.push(Some(tokio::spawn(task(world, i)))),
        "spawnmany" => {
            for _ in 0..i {
                locals.handles.push(Some(tokio::spawn(task(world, index + 1))));
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
        "jspawn" => {
            locals.set.get_or_insert_with(JoinSet::new).spawn(task(world, i));
        }
        "jnext" => {
            // An error makes it yield, so that the order of joining is seen.
            if let Some(set) = &mut locals.set {
                if let Some(Err(_)) = set.join_next().await {
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
        other => panic!("there is no gated op {other:?}"),
    }
}

async fn self_wake() {
    let mut woken = false;
    poll_fn(|cx| {
        if woken {
            return Poll::Ready(());
        }
        woken = true;
        ungated(|| cx.waker().wake_by_ref());
        Poll::Pending
    })
    .await
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
