//! One run of one program, in a process of its own: statics, task numbers and the log begin afresh.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program that never ends is stopped after this.
const PATIENCE: Duration = Duration::from_secs(20);
/// Stands before the order on standard output, after all that the program printed.
const MARK: &str = "\u{1}";

#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    pub order: String,
    pub prints: String,
}

/// In the child.
pub fn run(program: fn()) {
    let _ = std::panic::catch_unwind(program);
    print!("{MARK}{}", tokio::log::order());
}

/// In the parent.
pub fn record(index: usize) -> Run {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .arg(format!("--run={index}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        stdout.read_to_string(&mut text).map(|_| text)
    });
    let started = Instant::now();
    while !reader.is_finished() && started.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_micros(500));
    }
    let _ = child.kill();
    child.wait().unwrap();
    let text = reader.join().unwrap().unwrap_or_default();
    let (prints, order) = text.split_once(MARK).unwrap_or((&text, "never ended"));
    Run { order: order.to_owned(), prints: prints.to_owned() }
}
