//! The plan of a run: how much load, how long, and when the server stalls.

use serde::Serialize;
use std::time::Duration;

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// What both loops aim at, over all connections.
    pub rate_per_second: u32,
    pub duration_ms: u32,
    pub connections: u32,
    /// How long the handler waits, as if for a database. A multiple of the resolution of tokio's timer, 1 ms.
    pub service_ms: u32,
    pub stall: Stall,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stall {
    pub at_ms: u32,
    pub lasts_ms: u32,
}

impl Default for Plan {
    fn default() -> Self {
        let stall = Stall { at_ms: 1000, lasts_ms: 300 };
        Self { rate_per_second: 500, duration_ms: 3000, connections: 4, service_ms: 1, stall }
    }
}

impl Plan {
    /// Reads `--rate 500 --ms 3000 --connections 4 --service-ms 1 --stall-at-ms 1000 --stall-ms 300`, all optional.
    pub fn from_args(args: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut plan = Self::default();
        let mut args = args.into_iter();
        while let Some(name) = args.next() {
            let field = match name.as_str() {
                "--rate" => &mut plan.rate_per_second,
                "--ms" => &mut plan.duration_ms,
                "--connections" => &mut plan.connections,
                "--service-ms" => &mut plan.service_ms,
                "--stall-at-ms" => &mut plan.stall.at_ms,
                "--stall-ms" => &mut plan.stall.lasts_ms,
                _ => return Err(format!("unknown option {name}; see README.md")),
            };
            let value = args.next().unwrap_or_default();
            *field = value.parse().map_err(|_| format!("{name}: expected a whole number, got {value:?}"))?;
        }
        if plan.rate_per_second == 0 || plan.connections == 0 {
            return Err("--rate and --connections: expected at least 1, got 0".into());
        }
        Ok(plan)
    }

    pub fn duration(&self) -> Duration {
        Duration::from_millis(self.duration_ms.into())
    }

    /// The requests that the rate asks for in this time.
    pub fn planned(&self) -> u32 {
        (u64::from(self.rate_per_second) * u64::from(self.duration_ms) / 1000) as u32
    }

    /// When request `index` is due, counted from the start.
    pub fn due(&self, index: u32) -> Duration {
        Duration::from_secs(1) * index / self.rate_per_second
    }

    /// The time between two requests of one client of the closed loop.
    pub fn interval(&self) -> Duration {
        self.due(self.connections)
    }
}
