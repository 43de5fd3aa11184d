//! Reads programs with the choices that the model made for them, one JSON object a line, and lets real tokio make the same choices.
//!
//! Between two gates only one worker runs, so what tokio does there is decided; it must be what the model did. Writes one line for each
//! script that tokio did not follow; the last line counts.

mod body;
mod follow;
mod gates;
#[allow(dead_code)]
#[path = "../../../src/program.rs"]
mod program;
#[allow(dead_code)]
#[path = "../../../src/world.rs"]
mod world;

use std::io::BufRead;

use serde::Deserialize;

#[derive(Deserialize)]
struct Scripted {
    #[serde(flatten)]
    program: program::Program,
    workers: usize,
    seed: u64,
    script: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut scripts, mut segments, mut left) = (0, 0, 0);
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let Scripted { program, workers, seed, script } = serde_json::from_str(&line)?;
        scripts += 1;
        match follow::follow(&program, workers, seed, &script) {
            Ok(followed) => segments += followed,
            Err(why) => {
                left += 1;
                let name = program.name.as_deref().unwrap_or("a program");
                println!("{name}, {workers} workers, seed {seed}: {why}");
            }
        }
    }
    println!("{scripts} scripts, {segments} segments followed, {left} scripts left");
    if left > 0 {
        std::process::exit(1);
    }
    Ok(())
}
