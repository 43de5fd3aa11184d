//! Encodes one worker's measurements as lines to pass between processes.

use std::io::{BufRead, Write};

use super::histograms::Read;

/// RFC 7464's record separator: the learner's output appears between the records.
const RECORD: char = '\u{1e}';

#[derive(Clone, Default, Debug, PartialEq)]
pub struct Measurement {
    /// ns per operation, one entry per round; the same index is the same round.
    pub inline_ns: Vec<f64>,
    pub spawn_ns: Vec<f64>,
    pub control_ns: Vec<f64>,
    pub ops_inline: u32,
    pub ops_spawn: u32,
    pub checksums_agree: bool,
    pub clock_step_ns: f64,
    /// Spawn to inline, eight at a time through the learner's gather; None if that could not be measured.
    pub through_gather: Option<f64>,
    /// Inline and spawn, as the learner's Histogram reports them.
    pub learner: Option<[Read; 2]>,
    /// Notes for the reader: why the learner's code was not used.
    pub notes: Vec<String>,
}

impl Measurement {
    pub fn write(&self, to: &mut impl Write) -> std::io::Result<()> {
        let mut line = |name: &str, numbers: &[f64]| {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            writeln!(to, "{RECORD}{name} {}", numbers.join(" "))
        };
        line("inline", &self.inline_ns)?;
        line("spawn", &self.spawn_ns)?;
        line("control", &self.control_ns)?;
        line("ops", &[f64::from(self.ops_inline), f64::from(self.ops_spawn)])?;
        line("agree", &[f64::from(u8::from(self.checksums_agree))])?;
        line("clock", &[self.clock_step_ns])?;
        line("through", self.through_gather.as_slice())?;
        for read in self.learner.iter().flatten() {
            let [p50, p90, p99] = read.quantiles;
            line("learner", &[read.count as f64, p50, p90, p99])?;
        }
        self.notes.iter().try_for_each(|note| writeln!(to, "{RECORD}note {note}"))
    }

    /// Reads what `write` wrote; a missing field stays empty, and the verdict rejects it.
    pub fn parse(output: impl BufRead) -> Self {
        let mut measured = Measurement::default();
        let mut reads = Vec::new();
        for line in output.split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            let Some((_, record)) = line.rsplit_once(RECORD) else { continue };
            let (name, rest) = record.split_once(' ').unwrap_or((record, ""));
            let numbers: Vec<f64> = rest.split(' ').filter_map(|word| word.parse().ok()).collect();
            match (name, numbers.as_slice()) {
                ("inline", _) => measured.inline_ns = numbers,
                ("spawn", _) => measured.spawn_ns = numbers,
                ("control", _) => measured.control_ns = numbers,
                ("ops", &[inline, spawn]) => {
                    measured.ops_inline = inline as u32;
                    measured.ops_spawn = spawn as u32;
                }
                ("agree", &[agree]) => measured.checksums_agree = agree == 1.0,
                ("clock", &[step]) => measured.clock_step_ns = step,
                ("through", &[ratio]) => measured.through_gather = Some(ratio),
                ("learner", &[count, p50, p90, p99]) => {
                    reads.push(Read { count: count as u64, quantiles: [p50, p90, p99] });
                }
                ("note", _) => measured.notes.push(rest.to_owned()),
                _ => {}
            }
        }
        measured.learner = reads.try_into().ok();
        measured
    }
}
