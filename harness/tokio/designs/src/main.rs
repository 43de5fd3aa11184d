//! Runs a design of the task studio on real tokio: `tokio-designs <milliseconds> < design.json` prints what was seen as JSON.

mod design;
mod follow;
mod seen;
mod task;
mod world;

use std::sync::Arc;
use std::time::{Duration, Instant};

use design::{Arrivals, Design, RunsOn, Source};
use world::{Message, Outlet, Random, Receivers, Sender, World};

/// Until every task waits for its first message.
const SET_UP: Duration = Duration::from_millis(50);

fn main() {
    let ms = std::env::args().nth(1).and_then(|text| text.parse().ok()).expect("how many milliseconds");
    let design: Design = serde_json::from_reader(std::io::stdin()).expect("a design that this crate can run");
    let begun = Instant::now() + SET_UP;
    let (world, receivers) = world::make(&design, begun);
    let world = Arc::new(world);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(design.workers)
        .enable_all()
        .build()
        .expect("a runtime");
    spawn(design.tasks, &world, receivers, runtime.handle());
    let until = begun + Duration::from_millis(ms);
    for (at, source) in design.sources.into_iter().enumerate() {
        let world = world.clone();
        std::thread::spawn(move || outside(&source, &world, begun, at as u64 + 1));
    }
    std::thread::sleep(until.saturating_duration_since(Instant::now()));
    println!("{}", serde_json::to_string(&world.seen.report()).expect("JSON"));
    // Tasks with more messages than time would go on.
    std::process::exit(0);
}

fn spawn(tasks: Vec<design::Task>, world: &Arc<World>, mut receivers: Receivers, handle: &tokio::runtime::Handle) {
    for task in tasks {
        let task = Arc::new(task);
        for index in 0..task.count {
            let mine = |handler| world::input_of(world, &mut receivers, handler, index);
            let inputs = task.on.iter().map(mine).collect::<Vec<_>>();
            let future = task::run(world.clone(), task.clone(), inputs, index);
            match task.runs_on {
                RunsOn::Runtime => drop(handle.spawn(future)),
                RunsOn::Thread => {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                    let runtime = runtime.expect("a runtime");
                    std::thread::spawn(move || runtime.block_on(future));
                }
            }
        }
    }
}

/// The outside world: messages come at their times, whether anybody keeps up or not.
fn outside(source: &Source, world: &World, begun: Instant, seed: u64) {
    let Outlet::Mpsc(ends) = &world.outlets[&source.id] else { unreachable!("a source is a socket") };
    let name: Arc<str> = source.id.as_str().into();
    let mut random = Random::new(seed);
    let gap = source.burst as f64 / source.rate;
    let mut at = 0.0;
    for i in 0.. {
        at += match source.arrivals {
            Arrivals::Poisson => random.exponential(gap),
            Arrivals::Even => gap,
        };
        let born = begun + Duration::from_secs_f64(at);
        std::thread::sleep(born.saturating_duration_since(Instant::now()));
        world.seen.came(born);
        let is_hot = source.hot > 0.0 && random.next() < source.hot;
        let key = if is_hot { 0 } else { (random.next() * source.keys as f64) as u64 };
        for _ in 0..source.burst {
            let Sender::Unbounded(end) = &ends[i % ends.len()] else { unreachable!("a socket has no end") };
            let message = Message { source: name.clone(), via: None, born, sent: born, key, reply: None };
            if end.send(message).is_err() {
                return;
            }
        }
    }
}
