//! Runs the pipeline and says how long events spend in each stage, with a spawn as the floor.

use pipeline::plan::Plan;
use pipeline::stages::{Stages, STAGES};
use pipeline::{floor, pipeline as lab, Error};
use week01::Histogram;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let plan = Plan::from_args(std::env::args().skip(1))?;
    let ran = lab::run(plan).await?;
    println!(
        "{:<12} {:>7} {:>10} {:>10} {:>10} {:>10}  (µs, in your Histogram)",
        "stage", "n", "p50", "p90", "p99", "p99.9"
    );
    for (stage, histogram) in STAGES.iter().zip(&Stages::of(&ran.delivered).histograms) {
        print(stage, histogram);
    }
    print("one spawn", &floor::spawn().await);
    if ran.missed > 0 {
        println!("{} events were missed by subscribers that were too slow", ran.missed);
    }
    Ok(())
}

fn print(stage: &str, histogram: &Histogram) {
    let us = |q| format!("{:.1}", histogram.percentile(q) as f64 / 1e3);
    let [p50, p90, p99, p999] = [0.5, 0.9, 0.99, 0.999].map(us);
    println!("{stage:<12} {:>7} {p50:>10} {p90:>10} {p99:>10} {p999:>10}", histogram.count());
}
