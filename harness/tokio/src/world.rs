//! What the tasks of one program share, and the log of their polls.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Waker;

use tokio::sync::{mpsc, oneshot, Mutex as TokioMutex, Notify, Semaphore};

use crate::program::Program;

/// One enum for both kinds of channel.
#[derive(Clone)]
pub enum Tx {
    Bounded(mpsc::Sender<u8>),
    Unbounded(mpsc::UnboundedSender<u8>),
}

pub enum Rx {
    Bounded(mpsc::Receiver<u8>),
    Unbounded(mpsc::UnboundedReceiver<u8>),
}

pub struct World {
    pub program: Program,
    pub handle: tokio::runtime::Handle,
    pub tx: Vec<Mutex<Option<Tx>>>,
    pub rx: Vec<Mutex<Rx>>,
    pub semaphores: Vec<Semaphore>,
    pub notifies: Vec<Notify>,
    pub mutexes: Vec<Arc<TokioMutex<()>>>,
    pub osend: Vec<Mutex<Option<oneshot::Sender<u8>>>>,
    pub orecv: Vec<Mutex<Option<oneshot::Receiver<u8>>>>,
    pub flags: Vec<Mutex<(bool, Option<Waker>)>>,
    next_id: AtomicUsize,
    log: Mutex<Vec<String>>,
    /// Sleeps that exist: while there are any, a park is not the end.
    pub pending_sleeps: Arc<AtomicUsize>,
    pub quit: Arc<AtomicBool>,
    pub main_waker: Arc<Mutex<Option<Waker>>>,
    /// With several workers: each token begins with the worker's letter.
    pub several: Option<Several>,
}

/// What is known of a run on several workers.
pub struct Several {
    /// Tasks that are not dropped yet; the run is over when there are none.
    pub alive: AtomicUsize,
    pub over: std::sync::mpsc::SyncSender<()>,
    /// The letter of the worker on whose thread it is called.
    pub worker: fn() -> &'static str,
    /// Called between two effects of a task: may take its time.
    pub jitter: Box<dyn Fn() + Send + Sync>,
}

/// What the park hook needs; it is made before the runtime is.
#[derive(Default)]
pub struct Signals {
    pub pending_sleeps: Arc<AtomicUsize>,
    pub quit: Arc<AtomicBool>,
    pub main_waker: Arc<Mutex<Option<Waker>>>,
    pub several: Option<Several>,
}

impl World {
    pub fn new(program: &Program, handle: tokio::runtime::Handle, signals: Signals) -> Arc<World> {
        let (tx, rx): (Vec<_>, Vec<_>) = program
            .chans
            .iter()
            .map(|&capacity| match capacity {
                0 => {
                    let (tx, rx) = mpsc::unbounded_channel();
                    (Tx::Unbounded(tx), Rx::Unbounded(rx))
                }
                n => {
                    let (tx, rx) = mpsc::channel(n);
                    (Tx::Bounded(tx), Rx::Bounded(rx))
                }
            })
            .map(|(tx, rx)| (Mutex::new(Some(tx)), Mutex::new(rx)))
            .unzip();
        let (osend, orecv) = (0..program.no)
            .map(|_| oneshot::channel())
            .map(|(tx, rx)| (Mutex::new(Some(tx)), Mutex::new(Some(rx))))
            .unzip();
        Arc::new(World {
            program: program.clone(),
            handle,
            tx,
            rx,
            semaphores: program.sems.iter().map(|&n| Semaphore::new(n)).collect(),
            notifies: (0..program.nn).map(|_| Notify::new()).collect(),
            mutexes: (0..program.nm).map(|_| Arc::new(TokioMutex::new(()))).collect(),
            osend,
            orecv,
            flags: (0..program.np).map(|_| Mutex::new((false, None))).collect(),
            next_id: AtomicUsize::new(0),
            log: Mutex::new(Vec::new()),
            pending_sleeps: signals.pending_sleeps,
            quit: signals.quit,
            main_waker: signals.main_waker,
            several: signals.several,
        })
    }

    pub fn worker(&self) -> &'static str {
        self.several.as_ref().map_or("", |several| (several.worker)())
    }

    pub fn jitter(&self) {
        if let Some(several) = &self.several {
            (several.jitter)();
        }
    }

    pub fn begin_task(&self) {
        if let Some(several) = &self.several {
            several.alive.fetch_add(1, Ordering::SeqCst);
        }
    }

    pub fn end_task(&self) {
        if let Some(several) = &self.several {
            if several.alive.fetch_sub(1, Ordering::SeqCst) == 1 {
                let _ = several.over.try_send(());
            }
        }
    }

    pub fn next_id(&self) -> usize {
        self.next_id.fetch_add(1, Ordering::SeqCst)
    }

    pub fn log(&self, token: String) {
        self.log.lock().unwrap().push(token);
    }

    /// To be read before the runtime is dropped: shutting down drops futures, and drops wake.
    pub fn trace(&self) -> String {
        self.log.lock().unwrap().join(" ")
    }
}
