//! Tells the result file what it was built with.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().ok();
    let version = version.map(|out| String::from_utf8_lossy(&out.stdout).into_owned());
    // `rustc 1.95.0 (59807616e 2026-04-14)`
    let version = version.as_deref().and_then(|text| text.split_whitespace().nth(1)).unwrap_or("unknown");
    let profile = std::env::var("PROFILE").unwrap_or_default();
    println!("cargo:rustc-env=LAB_ENGINE=axum 0.8.9, tokio 1.53.1, rustc {version}, {profile}");
}
