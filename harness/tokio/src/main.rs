//! Reads task programs, one JSON object a line, and writes each with the order in which tokio polled its tasks.
//!
//! Every program is run twice; one whose two runs differ is left out, and counted on standard error. With `--workers n` it is
//! run many times on n workers instead, and each order that came up is written with how often it did.

mod body;
mod multi_thread;
mod program;
mod record;
mod several;
mod world;

use std::io::{BufRead, Write};

use program::{Program, Recorded};

const TOKIO: &str = "1.53.1";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Some programs panic on purpose; their tasks' joiners hear of it.
    std::panic::set_hook(Box::new(|_| {}));
    if std::env::args().len() > 1 {
        return several::main();
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut kept, mut dropped) = (0, 0);
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let program: Program = serde_json::from_str(&line)?;
        let trace = record::record(&program);
        if trace == record::record(&program) {
            kept += 1;
            let recorded = Recorded { program: &program, tokio: TOKIO, trace };
            writeln!(out, "{}", serde_json::to_string(&recorded)?)?;
        } else {
            dropped += 1;
        }
    }
    out.flush()?;
    eprintln!("{kept} recorded, {dropped} left out as nondeterministic");
    Ok(())
}
