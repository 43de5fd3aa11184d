//! The Axum server: one thread, a handler that waits, the middleware that records, and a stall.

use crate::plan::{Plan, Stall};
use crate::recorder::Recorder;
use crate::result::{ms, Stalled};
use crate::Error;
use axum::extract::{Request, State};
use axum::middleware::{from_fn_with_state, Next};
use axum::response::Response;
use axum::{routing::get, Router};
use std::net::SocketAddr;
use std::sync::{mpsc, Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub struct Server {
    pub address: SocketAddr,
    start: Option<oneshot::Sender<Instant>>,
    /// Dropped to shut down.
    stop: oneshot::Sender<()>,
    thread: JoinHandle<Result<Seen, Error>>,
}

/// What is known in the server when it has shut down.
pub struct Seen {
    pub stalled: Stalled,
    pub recorder: Recorder,
}

type Latencies = Arc<Mutex<Recorder>>;

/// The time from when the request has been read to when its response is ready. What waits in a socket meanwhile, this
/// clock cannot see.
async fn record(State(latencies): State<Latencies>, request: Request, next: Next) -> Response {
    let from = Instant::now();
    let response = next.run(request).await;
    let took = from.elapsed();
    latencies.lock().expect("your Histogram panicked while it recorded").record(from, took);
    response
}

fn app(latencies: Latencies, service: Duration) -> Router {
    Router::new()
        .route("/quote", get(move || quote(service)))
        .route_layer(from_fn_with_state(latencies, record))
        // For connections to warm up: it is added after the layer, so nothing records it.
        .route("/warm-up", get(|| async {}))
}

async fn quote(service: Duration) -> &'static str {
    tokio::time::sleep(service).await;
    "101.25"
}

impl Server {
    /// Returns when the server listens. It has a thread and a runtime of its own, so that its stall does not stop
    /// the load generators.
    pub fn spawn(plan: Plan) -> Result<Self, Error> {
        let (listening, address) = mpsc::channel();
        let (start, started) = oneshot::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(serve(plan, listening, started, stopped))
        });
        let Ok(address) = address.recv() else {
            return Err(join(thread).err().unwrap_or_else(|| "the server ended early".into()));
        };
        Ok(Self { address, start: Some(start), stop, thread })
    }

    /// The plan's times count from `at`.
    pub fn start(&mut self, at: Instant) {
        if let Some(start) = self.start.take() {
            // Without a receiver the server has ended; `finish` says why.
            let _ = start.send(at);
        }
    }

    /// Shuts down: no new connections, and the open ones end. Call it when all load has ended.
    pub fn finish(self) -> Result<Seen, Error> {
        drop(self.stop);
        join(self.thread)
    }
}

fn join<T>(thread: JoinHandle<Result<T, Error>>) -> Result<T, Error> {
    thread.join().unwrap_or_else(|_| Err("the server's thread panicked".into()))
}

async fn serve(
    plan: Plan,
    listening: mpsc::Sender<SocketAddr>,
    started: oneshot::Receiver<Instant>,
    stopped: oneshot::Receiver<()>,
) -> Result<Seen, Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    listening.send(listener.local_addr()?)?;
    let latencies = Latencies::default();
    let app = app(latencies.clone(), Duration::from_millis(plan.service_ms.into()));
    let stall = tokio::spawn(stall(plan.stall, started));
    let shutdown = async {
        let _ = stopped.await;
    };
    axum::serve(listener, app).with_graceful_shutdown(shutdown).await?;
    let stalled = stall.await??;
    let recorder = std::mem::take(&mut *latencies.lock().expect("your Histogram panicked while it recorded"));
    Ok(Seen { stalled, recorder })
}

/// Day 2's mistake, on purpose: it blocks the only worker, so nothing in this server runs meanwhile.
async fn stall(planned: Stall, started: oneshot::Receiver<Instant>) -> Result<Stalled, Error> {
    let start = started.await?;
    tokio::time::sleep_until((start + Duration::from_millis(planned.at_ms.into())).into()).await;
    let at = Instant::now();
    thread::sleep(Duration::from_millis(planned.lasts_ms.into()));
    Ok(Stalled { at_ms: ms(at - start), lasts_ms: ms(at.elapsed()) })
}
