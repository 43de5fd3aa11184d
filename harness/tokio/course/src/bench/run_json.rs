//! Turns the workers' measurements into a run for bench.json and the terminal: their mean ratio, and the spread.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use super::super::json::Json;
use super::super::report::{environment, profile};
use super::agreement::{agreement, MIN_WORKERS};
use super::flavor::Flavor;
use super::histograms::{Quantiles, Read, QUANTILES};
use super::measurement::Measurement;
use super::stats::{at_rank, median};
use super::verdict::Judged;
use super::work::WORK_ROUNDS;

/// A bucket is 2.4 % wide: coarser than the noise of a batch, and finer than what a chart draws.
const BUCKETS_PER_DECADE: f64 = 96.0;
/// 1 ns to 10 s.
const LAST_BUCKET: f64 = 10.0 * BUCKETS_PER_DECADE - 1.0;

/// One flavor's measurements: at least one worker; fewer than `MIN_WORKERS` means a refusal.
pub struct Run {
    pub flavor: Flavor,
    pub workers: Vec<Judged>,
    /// Why the numbers are not recorded; empty if they are.
    pub refusal: String,
    /// The number of workers left out as too noisy.
    pub discarded: usize,
}

/// One line of bench.json. `notes` are those of the whole session.
pub fn run_json(run: &Run, notes: &[String]) -> Json {
    let Run { flavor, workers, .. } = run;
    let started = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    let (inline, spawn) = samples(workers);
    Json::Object(vec![
        ("flavor", Json::text(flavor.name())),
        ("workRounds", Json::number(WORK_ROUNDS)),
        ("atMs", Json::number(started as f64)),
        ("environment", environment()),
        ("profile", profile_json(run, notes)),
        (
            "histogramNs",
            Json::Object(vec![
                ("bucketsPerDecade", Json::number(BUCKETS_PER_DECADE)),
                ("inline", buckets(&inline)),
                ("spawn", buckets(&spawn)),
            ]),
        ),
    ])
}

/// The same for human readers.
pub fn words(Run { workers, refusal, .. }: &Run, notes: &[String]) -> String {
    let ratios: Vec<String> = workers.iter().map(|worker| format!("{:.1}", worker.ratio)).collect();
    let verdict = if refusal.is_empty() { "recorded".to_owned() } else { format!("not recorded: {refusal}") };
    let mut text = format!("spawn / inline {} ({verdict})", ratios.join(", "));
    let (inline, spawn) = samples(workers);
    let reads = learner(workers);
    for (side, samples, read) in
        [("inline", inline, reads.map(|both| both[0])), ("spawn", spawn, reads.map(|both| both[1]))]
    {
        let [p50, p90, p99] = quantiles(&samples);
        text += &format!("\n  {side:6}  p50 {p50:.1}, p90 {p90:.1}, p99 {p99:.1} ns");
        if let Some(Read { quantiles: [p50, p90, p99], .. }) = read {
            text += &format!("; your Histogram: p50 {p50}, p90 {p90}, p99 {p99} ns");
        }
    }
    if let Some(ratio) = through_gather(workers) {
        text += &format!("\n  eight at a time through your gather: {ratio:.1}");
    }
    for note in all_notes(workers, notes) {
        text += &format!("\n  {note}");
    }
    text
}

/// The page's `BenchProfile`.
fn profile_json(Run { workers, refusal, discarded, .. }: &Run, notes: &[String]) -> Json {
    let mut by_ratio: Vec<&Judged> = workers.iter().collect();
    by_ratio.sort_by(|a, b| a.ratio.total_cmp(&b.ratio));
    let middle = by_ratio[(by_ratio.len() - 1) / 2];
    let ratios: Vec<f64> = workers.iter().map(|worker| worker.ratio).collect();
    let (ratio, interval) =
        if ratios.len() < MIN_WORKERS { (middle.ratio, middle.interval) } else { agreement(&ratios) };
    let (inline, spawn) = samples(workers);
    let farthest = |a: f64, b: f64| if b.ln().abs() > a.ln().abs() { b } else { a };
    let control = workers.iter().map(|worker| worker.control).fold(1.0, farthest);
    let clock_step_ns = workers.iter().map(|worker| worker.measured.clock_step_ns).fold(0.0, f64::max);
    Json::Object(vec![
        ("profile", Json::text(profile())),
        ("recorded", Json::Bool(refusal.is_empty())),
        ("reason", Json::text(refusal)),
        ("ratio", Json::Number(ratio)),
        ("workerRatios", list(ratios)),
        ("interval", list([interval.0, interval.1])),
        ("discarded", Json::number(*discarded as f64)),
        ("control", Json::Number(control)),
        ("rounds", Json::number(inline.len() as f64)),
        ("batchInline", Json::number(middle.measured.ops_inline)),
        ("batchSpawn", Json::number(middle.measured.ops_spawn)),
        ("inline", quantiles_json(quantiles(&inline))),
        ("spawn", quantiles_json(quantiles(&spawn))),
        (
            "learner",
            learner(workers).map_or(Json::Null, |[inline, spawn]| {
                Json::Object(vec![
                    ("inline", quantiles_json(inline.quantiles)),
                    ("spawn", quantiles_json(spawn.quantiles)),
                ])
            }),
        ),
        ("throughGather", through_gather(workers).map_or(Json::Null, Json::Number)),
        ("controls", list(workers.iter().map(|worker| worker.control))),
        ("clockStepNs", Json::Number(clock_step_ns)),
        ("notes", Json::List(all_notes(workers, notes).into_iter().map(Json::text).collect())),
    ])
}

/// Inline and spawn, of all workers.
pub fn samples(workers: &[Judged]) -> (Vec<f64>, Vec<f64>) {
    let all = |side: fn(&Measurement) -> &Vec<f64>| -> Vec<f64> {
        workers.iter().flat_map(|worker| side(&worker.measured).clone()).collect()
    };
    (all(|worker| &worker.inline_ns), all(|worker| &worker.spawn_ns))
}

/// The last worker's Histogram received all workers' samples; a different count means that it describes other samples.
fn learner(workers: &[Judged]) -> Option<[Read; 2]> {
    let reads = workers.last()?.measured.learner?;
    let rounds: usize = workers.iter().map(|worker| worker.measured.inline_ns.len()).sum();
    reads.iter().all(|read| read.count == rounds as u64).then_some(reads)
}

fn through_gather(workers: &[Judged]) -> Option<f64> {
    let ratios: Vec<f64> = workers.iter().filter_map(|worker| worker.measured.through_gather).collect();
    (!ratios.is_empty()).then(|| median(&ratios))
}

fn all_notes<'a>(workers: &'a [Judged], session: &'a [String]) -> Vec<&'a String> {
    let mut notes: Vec<&String> = Vec::new();
    for note in session.iter().chain(workers.iter().flat_map(|worker| &worker.measured.notes)) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// Bucket and count, lowest first, empty ones left out: bucket i begins at 10^(i / BUCKETS_PER_DECADE) ns.
fn buckets(samples: &[f64]) -> Json {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for ns in samples {
        let bucket = (ns.log10() * BUCKETS_PER_DECADE).floor().clamp(0.0, LAST_BUCKET);
        *counts.entry(bucket as u32).or_default() += 1;
    }
    Json::List(
        counts.into_iter().map(|(bucket, count)| list([f64::from(bucket), f64::from(count)])).collect(),
    )
}

fn quantiles(samples: &[f64]) -> Quantiles {
    QUANTILES.map(|q| at_rank(samples, q))
}

fn quantiles_json([p50, p90, p99]: Quantiles) -> Json {
    Json::Object(vec![("p50", Json::Number(p50)), ("p90", Json::Number(p90)), ("p99", Json::Number(p99))])
}

fn list(numbers: impl IntoIterator<Item = f64>) -> Json {
    Json::List(numbers.into_iter().map(Json::Number).collect())
}
