//! What this machine is, in the words that a measurement needs: system, architecture, and the processor's own name.

/// `linux x86_64, AMD EPYC 7B13`; without the name where the system does not tell it.
pub fn platform() -> String {
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    match processor() {
        Some(name) => format!("{system}, {name}"),
        None => system,
    }
}

fn processor() -> Option<String> {
    let name = match std::env::consts::OS {
        "linux" => of_linux(&std::fs::read_to_string("/proc/cpuinfo").ok()?)?,
        "macos" => of_macos()?,
        "windows" => std::env::var("PROCESSOR_IDENTIFIER").ok()?,
        _ => return None,
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// Not every architecture's /proc/cpuinfo names one.
fn of_linux(cpuinfo: &str) -> Option<String> {
    let line = cpuinfo.lines().find(|line| line.starts_with("model name"))?;
    line.split_once(':').map(|(_, name)| name.to_owned())
}

fn of_macos() -> Option<String> {
    let said = std::process::Command::new("sysctl").args(["-n", "machdep.cpu.brand_string"]).output().ok()?;
    String::from_utf8(said.stdout).ok()
}
