/** The crate of checks as text, loaded only when Rust code is run or taken home. */
import type { CrateFiles } from "./types.ts";

const ROOT = "../../harness/tokio/course/";

const files = import.meta.glob<string>(
  [
    "../../harness/tokio/course/{src,tests,benches}/**/*.rs",
    "../../harness/tokio/course/{build.rs,Cargo.toml,rustfmt.toml,README.md}",
    "!../../harness/tokio/course/src/answer.rs",
  ],
  { query: "?raw", import: "default", eager: true },
);

export const crate: CrateFiles = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.slice(ROOT.length), text]),
);
