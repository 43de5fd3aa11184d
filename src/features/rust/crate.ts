/** The crate of checks as text, loaded only when Rust code is run or taken home. */
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
  // The lock file is the workspace's; cargo leaves out what the project has no need of.
  Object.entries(files).map(([path, text]) => [
    path.replace(ROOT, "").replace(/^.*\/Cargo\.lock$/, "Cargo.lock"),
    text,
  ]),
);
