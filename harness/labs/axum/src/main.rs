//! Runs the experiment and writes `latencies.json`, to drop on the page.

use axum_latencies::plan::Plan;
use axum_latencies::{experiment, Error};

const FILE: &str = "latencies.json";

#[tokio::main]
async fn main() -> Result<(), Error> {
    let plan = Plan::from_args(std::env::args().skip(1))?;
    let result = experiment::run(plan).await?;
    std::fs::write(FILE, serde_json::to_string(&result)? + "\n")?;
    println!(
        "{:<10} {:<10} {:>6} {:>10} {:>10} {:>10}  (ms, in your Histogram)",
        "load", "clock", "n", "p50", "p90", "p99"
    );
    for load in &result.loads {
        for series in &load.series {
            let ms = |ns: u64| format!("{:.2}", ns as f64 / 1e6);
            let seen = &series.learner;
            println!(
                "{:<10} {:<10} {:>6} {:>10} {:>10} {:>10}",
                load.load,
                series.clock,
                seen.count,
                ms(seen.p50),
                ms(seen.p90),
                ms(seen.p99)
            );
        }
    }
    println!("Wrote {FILE}. Drop it on the page of the lesson.");
    Ok(())
}
