//! Writes bench.json, one run per line, so that debug joins release and a newer run replaces the older one.

use std::io::Result;

use super::super::json::Json;
use super::super::report::profile;
use super::flavor::Flavor;

const PATH: &str = "bench.json";
const HEAD: &str = "{\"version\":1,\"tokio\":\"1.53.1\",\"runs\":[";

/// # Errors
/// When the file cannot be written.
pub fn add_runs(runs: Vec<(Flavor, Json)>) -> Result<()> {
    let known = std::fs::read_to_string(PATH).unwrap_or_default();
    let lines = known.lines().map(|line| line.trim_end_matches(','));
    let mut kept: Vec<String> = lines
        .filter(|line| {
            line.starts_with("{\"flavor\"") && !runs.iter().any(|(flavor, _)| is_of(line, *flavor))
        })
        .map(str::to_owned)
        .collect();
    kept.extend(runs.iter().map(|(_, json)| json.to_string()));
    std::fs::write(PATH, format!("{HEAD}\n{}\n]}}\n", kept.join(",\n")))
}

fn is_of(line: &str, flavor: Flavor) -> bool {
    line.starts_with(&format!("{{\"flavor\":\"{}\"", flavor.name()))
        && line.contains(&format!("\"profile\":\"{}\"", profile()))
}
