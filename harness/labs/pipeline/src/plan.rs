//! The plan of a run: how many events, how fast, and through how many tasks.

use std::time::Duration;

#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub rate_per_second: u32,
    pub events: u32,
    pub shards: u32,
    pub subscribers: u32,
    /// Rounds of FNV-1a that a shard computes for each event.
    pub work: u32,
    /// Of each channel to a shard, and of the fan-out.
    pub capacity: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self { rate_per_second: 2_000, events: 6_000, shards: 2, subscribers: 4, work: 2_000, capacity: 256 }
    }
}

impl Plan {
    /// Reads `--rate 2000 --events 6000 --shards 2 --subscribers 4 --work 2000`, all optional.
    pub fn from_args(args: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut plan = Self::default();
        let mut args = args.into_iter();
        while let Some(name) = args.next() {
            let field = match name.as_str() {
                "--rate" => &mut plan.rate_per_second,
                "--events" => &mut plan.events,
                "--shards" => &mut plan.shards,
                "--subscribers" => &mut plan.subscribers,
                "--work" => &mut plan.work,
                _ => return Err(format!("unknown option {name}; see README.md")),
            };
            let value = args.next().unwrap_or_default();
            *field = value.parse().map_err(|_| format!("{name}: expected a whole number, got {value:?}"))?;
        }
        if plan.rate_per_second == 0 || plan.shards == 0 {
            return Err("--rate and --shards: expected at least 1, got 0".into());
        }
        Ok(plan)
    }

    /// When event `id` is due, counted from the start.
    pub fn due(&self, id: u32) -> Duration {
        Duration::from_secs(1) * id / self.rate_per_second
    }
}
