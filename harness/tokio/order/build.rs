//! Makes a module of each Rust program in the folder that `TOKIO_ORDER_PROGRAMS` names.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

const PROGRAMS: &str = "TOKIO_ORDER_PROGRAMS";

fn main() {
    println!("cargo::rerun-if-env-changed={PROGRAMS}");
    let folder = env::var(PROGRAMS).unwrap_or_else(|_| "../../fixtures/rust".to_owned());
    println!("cargo::rerun-if-changed={folder}");
    let out = PathBuf::from(env::var("OUT_DIR").unwrap());
    let mut modules = String::new();
    let mut table = String::new();
    for (i, file) in programs(Path::new(&folder)).iter().enumerate() {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(file).unwrap();
        let module = out.join(format!("p{i}.rs"));
        // `main` is private to the module, so what calls it is in the module too.
        fs::write(&module, format!("{text}\npub fn run_main() {{ crate::ended(main()) }}\n")).unwrap();
        writeln!(modules, "#[path = {module:?}]\nmod p{i};").unwrap();
        writeln!(table, "    ({:?}, p{i}::run_main),", file.file_name().unwrap()).unwrap();
    }
    let table = format!("{modules}\npub static PROGRAMS: &[(&str, fn())] = &[\n{table}];\n");
    fs::write(out.join("programs.rs"), table).unwrap();
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
}
