//! Measures `tokio::spawn(job).await` beside `job.await` on real tokio, and prints the table that the capstone's page shows.
//!
//! `cargo run --bin table` measures the debug build, `cargo run --release --bin table` the release build. Each run keeps its
//! raw rounds in `measured/spawn-<build>.csv`. See `measured/README.md`.

mod batch;
mod cell;
mod machine;
mod summary;

use std::io::Write;
use std::path::Path;

use cell::{cells, Cell};

/// The first rounds warm up caches, allocator and threads, and are thrown away.
const WARM_UP: usize = 5;
const ROUNDS: usize = 100;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    let mut cells = cells();
    let load_before = machine::load();
    for round in 0..WARM_UP + ROUNDS {
        // Every cell once a round: what slows the machine for a while slows all of them.
        let first = round % cells.len();
        cells.rotate_left(first);
        for cell in &mut cells {
            cell.measure(round);
        }
        cells.rotate_right(first);
        if round + 1 == WARM_UP {
            cells.iter_mut().for_each(Cell::forget);
        }
    }

    let facts = machine::facts(build, &load_before);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("measured/spawn-{build}.csv"));
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path)?);
    for fact in &facts {
        writeln!(file, "# {fact}")?;
    }
    writeln!(file, "runtime,place,work,round,inline_ns,spawn_ns,control_ns")?;
    for cell in &cells {
        for (round, [inline, spawn, control]) in cell.rounds.iter().enumerate() {
            writeln!(file, "{},{round},{inline:.2},{spawn:.2},{control:.2}", cell.name())?;
        }
    }
    file.flush()?;
    facts.iter().for_each(|fact| println!("{fact}"));
    print!("{}", summary::table(&cells));
    Ok(())
}
