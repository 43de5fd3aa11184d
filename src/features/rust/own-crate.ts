/** Puts together the crate of an exercise with its own checks, in the layout of the project that a learner downloads. */
import { moduleOf } from "../../course/rust-checks.ts";
import type { CrateFiles } from "./types.ts";

/** Where the exercise's own checks are in its crate. */
export const CHECKS = "tests/checks/checks.rs";
/** In `lib.rs`: a module whose file is in the crate of Week 1. */
const BORROWED = /^#\[path = "\.\.\/\.\.\/course\/(src\/\w+\.rs)"\]\npub mod (\w+);/gm;

/**
 * @param course the crate of Week 1, which lends most of its files
 * @param kit the crate that runs an exercise's own checks
 * @param checks file in the folder of the checks -> text
 * @param used exercise id -> the code that answers may use
 */
export function ownCrate(
  course: CrateFiles,
  kit: CrateFiles,
  checks: CrateFiles,
  used: Readonly<Record<string, string>>,
): CrateFiles {
  const lib = kit["src/lib.rs"] ?? "";
  const borrowed = [...lib.matchAll(BORROWED)].map(([, from = "", name = ""]): [string, string] => [
    `src/${name}.rs`,
    course[from] ?? "",
  ]);
  const whole = ["build.rs", "rustfmt.toml", "Cargo.lock"].map((path) => [path, course[path] ?? ""]);
  return {
    ...Object.fromEntries([...borrowed, ...whole]),
    ...kit,
    "Cargo.toml": (kit["Cargo.toml"] ?? "").replace('"../course/build.rs"', '"build.rs"'),
    "src/lib.rs": lib.replace(BORROWED, "pub mod $2;"),
    ...Object.fromEntries(Object.entries(checks).map(([path, text]) => [`tests/checks/${path}`, text])),
    ...Object.fromEntries(Object.entries(used).map(([id, text]) => [usedFile(id), text])),
  };
}

/** `week-01/histogram` -> `tests/week_01/histogram.rs` */
export const usedFile = (exercise: string): string => `tests/${moduleOf(exercise).join("/")}.rs`;

/** The exercises whose code is in a crate that `ownCrate` made: `week_01/histogram`. */
export function usedIn(crate: CrateFiles): string[] {
  return Object.keys(crate).flatMap((path) => {
    const [, week, name] = /^tests\/(\w+)\/(\w+)\.rs$/.exec(path) ?? [];
    return week === undefined || week === "checks" ? [] : [`${week}/${name}`];
  });
}
