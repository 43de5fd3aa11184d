/** The crate of checks as text, loaded only to run Rust code or to download the project. */
import type { CrateFiles } from "./types.ts";

const ROOT = "../../../harness/tokio/course/";

const files = import.meta.glob<string>(
  [
    "../../../harness/tokio/course/{src,tests,benches}/**/*.rs",
    "../../../harness/tokio/course/{build.rs,Cargo.toml,rustfmt.toml,README.md}",
    "../../../harness/tokio/Cargo.lock",
    "!../../../harness/tokio/course/src/answer.rs",
  ],
  { query: "?raw", import: "default", eager: true },
);

export const crate: CrateFiles = Object.fromEntries(
  // The workspace's lock file; cargo drops what the project does not need.
  Object.entries(files).map(([path, text]) => [
    path.replace(ROOT, "").replace(/^.*\/Cargo\.lock$/, "Cargo.lock"),
    text,
  ]),
);
