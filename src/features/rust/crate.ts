/** The crates of checks as text, loaded only to run Rust code or to download the project. */
import type { RustExercise } from "../../course/types.ts";
import { ownCrate } from "./own-crate.ts";
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
const kit = import.meta.glob<string>("../../../harness/tokio/exercise/{src/*.rs,Cargo.toml,README.md}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const own = import.meta.glob<string>(
  ["../../../harness/*/**/*.rs", "!../../../harness/{tokio,labs,fixtures}/**"],
  { query: "?raw", import: "default", eager: true },
);

/** Of Week 1. */
export const crate: CrateFiles = Object.fromEntries(
  // The workspace's lock file; cargo drops what the project does not need.
  Object.entries(files).map(([path, text]) => [
    path.replace(ROOT, "").replace(/^.*\/Cargo\.lock$/, "Cargo.lock"),
    text,
  ]),
);

/** Of any exercise. @param used exercise id -> the code in Rust that its answers may use */
export function crateFor(
  { checks }: Pick<RustExercise, "checks">,
  used: Readonly<Record<string, string>>,
): CrateFiles {
  if (checks === undefined) return crate;
  const within = (folder: string, all: Readonly<Record<string, string>>): CrateFiles =>
    Object.fromEntries(
      Object.entries(all).flatMap(([path, text]) =>
        path.startsWith(`../../../${folder}`) ? [[path.slice(`../../../${folder}`.length), text]] : [],
      ),
    );
  const folder = checks.slice(0, checks.lastIndexOf("/") + 1);
  return ownCrate(crate, within("harness/tokio/exercise/", kit), within(folder, own), used);
}
