//! `cargo bench --bench spawn`: what a spawn costs against inline, by the page's protocol, into bench.json.

fn main() -> std::process::ExitCode {
    tokio_internals_course::bench::run()
}
