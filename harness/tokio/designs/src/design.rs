//! A design as `src/recording/studio/schema.ts` writes it; what this crate cannot run is refused.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Design {
    pub workers: usize,
    pub sources: Vec<Source>,
    pub tasks: Vec<Task>,
    pub channels: Vec<Channel>,
    pub states: Vec<State>,
    pub sinks: Vec<Sink>,
}

#[derive(Deserialize)]
pub struct Source {
    pub id: String,
    /// Messages a second.
    pub rate: f64,
    pub arrivals: Arrivals,
    pub burst: u64,
    pub keys: u64,
    pub hot: f64,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub enum Arrivals {
    Poisson,
    Even,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    pub id: String,
    pub kind: ChannelKind,
    pub capacity: Option<usize>,
    pub when_full: WhenFull,
    pub keys: u64,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    Mpsc,
    Broadcast,
    Watch,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub enum WhenFull {
    Wait,
    Drop,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct State {
    pub id: String,
    pub kind: StateKind,
    pub hold_us: f64,
    pub keys: u64,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub enum StateKind {
    StdMutex,
    TokioMutex,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sink {
    pub id: String,
    pub kind: SinkKind,
    pub write_us: f64,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub enum SinkKind {
    Socket,
    File,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    pub count: usize,
    pub on: Vec<Handler>,
    pub runs_on: RunsOn,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum RunsOn {
    Runtime,
    Thread,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Handler {
    pub from: String,
    /// Of a broadcast or a watch: how many keys each task follows.
    pub subscribes: usize,
    /// Of a watch: looks at its own tick.
    pub every_us: Option<u64>,
    pub does: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Step {
    Work { us: f64, spread: Spread },
    Send { to: String, reply: bool },
    Reply,
    /// Released after its hold time.
    Lock {
        state: String,
        #[serde(rename = "keep")]
        _keep: Never,
    },
    Write { to: String },
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub enum Spread {
    Fixed,
    Exponential,
}

/// `false` alone: a guard that is kept is refused.
#[derive(Deserialize)]
#[serde(try_from = "bool")]
pub struct Never;

impl TryFrom<bool> for Never {
    type Error = &'static str;
    fn try_from(value: bool) -> Result<Self, Self::Error> {
        if value { Err("a guard that is kept cannot be run here") } else { Ok(Never) }
    }
}
