//! What has to be known about a measurement to compare it with another: processor, system, compiler, load.

use std::process::Command;

pub fn facts(build: &str, load_before: &str) -> Vec<String> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let os = std::env::consts::OS;
    vec![
        format!("tokio 1.53.1, {build} build, {}", rustc()),
        format!("{}, {cores} cores, {os} {}", cpu(), std::env::consts::ARCH),
        format!("load average: {load_before} at the start, {} at the end", load()),
    ]
}

/// As the compiler at hand names itself: the one that cargo has just built this program with.
fn rustc() -> String {
    let said = Command::new("rustc").arg("--version").output().ok();
    let text = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let version: Vec<&str> = text.split_whitespace().take(2).collect();
    if version.is_empty() { "rustc unknown".to_owned() } else { version.join(" ") }
}

fn cpu() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find(|line| line.starts_with("model name"));
    model.and_then(|line| line.split_once(": ")).map_or("unknown CPU", |(_, name)| name).to_owned()
}

/// The mean number of running processes over the last minute, where the system tells it.
pub fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split_whitespace().next().unwrap_or("unknown").to_owned()
}
