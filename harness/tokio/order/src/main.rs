//! Runs every program, each in a process of its own, and writes a JSON line for each: its order and what it printed.
//!
//! `tokio-order 20` runs each 20 times; one whose runs differ has `"orders"`, how often each came up, instead of `"order"`.

mod child;

use std::collections::BTreeMap;
use std::process::Termination;

use serde_json::json;

include!(concat!(env!("OUT_DIR"), "/programs.rs"));

/// What `main` of a program returns; a program that ends in an error has an order too.
fn ended(result: impl Termination) {
    let _ = result.report();
}

fn main() {
    let argument = std::env::args().nth(1);
    if let Some(index) = argument.as_deref().and_then(|text| text.strip_prefix("--run=")) {
        return child::run(PROGRAMS[index.parse::<usize>().unwrap()].1);
    }
    let times: usize = argument.map_or(2, |text| text.parse().expect("expected how often to run each program"));
    for (index, (file, _)) in PROGRAMS.iter().enumerate() {
        let mut runs = BTreeMap::new();
        for _ in 0..times {
            *runs.entry(child::record(index)).or_insert(0) += 1;
        }
        let line = match runs.first_key_value() {
            Some((run, _)) if runs.len() == 1 => json!({ "file": file, "order": run.order, "prints": run.prints }),
            _ => json!({
                "file": file,
                "orders": runs.iter().map(|(run, times)| json!([run.order, times])).collect::<Vec<_>>(),
            }),
        };
        println!("{line}");
    }
}
