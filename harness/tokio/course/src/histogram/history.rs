//! A history of a Histogram: what is recorded and what is asked, decided by a seed and shaped to reach every corner.

use super::super::random::Random;

/// The same latency, so many times.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub ns: u64,
    pub n: usize,
}

pub struct History {
    pub seed: u32,
    pub runs: Vec<Run>,
    /// Values of q.
    pub asks: Vec<f64>,
}

const BUCKETS: u32 = 128;
/// What belongs to no bucket, or to the last one only because nothing is lost. The longest comes alone: a few of it are
/// too much for a u64 sum. (The page's checks have 0.4 ns where 0 stands twice.)
const BEYOND: [u64; 10] = [
    0,
    0,
    1 << 32,
    (1 << 32) + 1_000,
    (1 << 32) + 1_000_000_000,
    5_000_000_000,
    1 << 33,
    1_000_000_000_000,
    1 << 53,
    1 << 60,
];

/// Histories below this seed are fixed: the two ends of each bucket, and each value beyond them.
pub const FIXED: u32 = BUCKETS + BEYOND.len() as u32;

impl History {
    pub fn new(seed: u32) -> Self {
        if seed < BUCKETS {
            let ends = [lowest(seed), lowest(seed + 1) - 1];
            return History { seed, runs: ends.map(once).into(), asks: vec![0.0, 0.5, 1.0] };
        }
        if seed < FIXED {
            let ns = BEYOND[(seed - BUCKETS) as usize];
            return History { seed, runs: vec![once(ns)], asks: vec![0.5, 1.0] };
        }
        shaped(seed)
    }
}

fn once(ns: u64) -> Run {
    Run { ns, n: 1 }
}

/// The smallest whole number of ns in the bucket.
fn lowest(bucket: u32) -> u64 {
    2f64.powf(f64::from(bucket) / 4.0).ceil() as u64
}

/// How far from a whole rank, in ranks: far enough for any way to round q * n, near enough to belong to that rank.
const NEAR: f64 = 1.0 / 1024.0;

fn shaped(seed: u32) -> History {
    let mut random = Random::new(seed);
    let shape: fn(&mut Random) -> Vec<Run> =
        random.pick(&[spread_out, at_bounds, in_runs, shifted, with_beyond]);
    let mut runs = shape(&mut random);
    // Of a power of two, every k / n is exact.
    let even = random.chance(0.5);
    let recorded = total(&runs);
    let missing = recorded.next_power_of_two() - recorded;
    if even && missing > 0 {
        runs.push(Run { ns: runs[0].ns, n: missing });
    }
    let n = total(&runs);
    let mut asks = vec![0.0];
    for _ in 0..3 {
        let k = (1 + random.below(n)) as f64;
        asks.extend([k - 0.5, k - NEAR, k, (k + NEAR).min(n as f64)].map(|rank| rank / n as f64));
    }
    asks.push(1.0);
    History { seed, runs, asks }
}

fn several(random: &mut Random, most: usize, run: impl Fn(&mut Random) -> Run) -> Vec<Run> {
    let count = 1 + random.below(most);
    (0..count).map(|_| run(random)).collect()
}

fn any_ns(random: &mut Random) -> u64 {
    2f64.powf(random.unit() * 31.7) as u64
}

fn spread_out(random: &mut Random) -> Vec<Run> {
    several(random, 60, |random| once(any_ns(random)))
}

fn at_bounds(random: &mut Random) -> Vec<Run> {
    several(random, 60, |random| once(lowest(random.below(127) as u32) - random.below(2) as u64))
}

/// On both sides of what one byte counts.
fn in_runs(random: &mut Random) -> Vec<Run> {
    several(random, 4, |random| Run { ns: any_ns(random), n: random.pick(&[1, 3, 255, 256, 257, 300]) })
}

/// Latencies that go up or down in time and stay there.
fn shifted(random: &mut Random) -> Vec<Run> {
    let ns = 10 + 2f64.powf(random.unit() * 18.0) as u64;
    let n = 100 + random.below(200);
    let higher = ns * (4 + random.below(500) as u64);
    random.shuffled(&[Run { ns, n }, Run { ns: higher, n }])
}

fn with_beyond(random: &mut Random) -> Vec<Run> {
    several(random, 12, |random| {
        let beyond = random.chance(0.4);
        let ns = if beyond { random.pick(&BEYOND[..BEYOND.len() - 1]) } else { any_ns(random) };
        Run { ns, n: 1 + random.below(3) }
    })
}

pub fn total(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.n).sum()
}
