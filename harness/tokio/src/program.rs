//! Task programs, as they stand in the JSON.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Ct,
    Ctmain,
    Mt,
}

/// `[name, argument]`
pub type Op = (String, u64);

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Program {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    pub mode: Mode,
    pub gqi: u32,
    pub evi: u32,
    pub chans: Vec<usize>,
    pub sems: Vec<usize>,
    pub nn: usize,
    pub nm: usize,
    pub no: usize,
    pub np: usize,
    pub bodies: Vec<Vec<Op>>,
}

/// A program and the poll order that tokio gave.
#[derive(Serialize)]
pub struct Recorded<'a> {
    #[serde(flatten)]
    pub program: &'a Program,
    pub tokio: &'static str,
    pub trace: String,
}
