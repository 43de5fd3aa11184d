/** Where an exercise's checks in Rust are, and the text of the file that runs them on an answer. */

/** A file of the crate `harness/tokio/course` that runs the checks of one exercise on an answer. */
export const isGlue = (path: string): boolean => /^tests\/\w+\.rs$/.test(path);

/**
 * The file that runs an exercise's checks, found by the exercise that it names; undefined for one with its own checks.
 * @param crate path within the crate `harness/tokio/course`, with its text
 */
export function glueIn(
  crate: Iterable<readonly [path: string, text: string | null]>,
  exercise: string,
): string | undefined {
  for (const [path, text] of crate)
    if (isGlue(path) && text?.includes(`course::grade("${exercise}",`)) return path;
  return undefined;
}

/** The crate's name in `use`. */
export const CRATE = "tokio_internals_course";

/** A bound of an answer that spawns. Its signature has no such bound, and futures that borrow do not meet it. */
export const demandsStatic = (answer: string): boolean => /'static\b/.test(answer);

/** The glue without the call that lends gather its futures: what the checks say about the rest may explain the bound. */
export function withoutLent(glue: string): string {
  return glue.replace(/^( *lent: )Some\(.*$/m, "$1None,");
}

/** As in the crate's Cargo.toml: what `cargo new` writes today. */
export const RUST_EDITION = "2024";

/** Declares the module of an exercise's own checks in its glue. */
export const OWN_CHECKS = `#[path = "checks/checks.rs"]\nmod checks;\n`;

/** In the glue: how the paths of the files of checks begin, for whoever puts them elsewhere. */
export const CHECKS_AT = `const CHECKS: &str = "tests/checks/";`;

/** `week-01/histogram` -> `week_01`, `histogram`: the answer writes `use super::week_01::histogram::Histogram;` */
export function moduleOf(exercise: string): [week: string, name: string] {
  const [week = "", name = ""] = exercise.replaceAll("-", "_").split("/");
  return [week, name];
}

/**
 * The file that runs an exercise's own checks on an answer.
 * @param used the exercises whose code the answer may use, and those that they use
 * @param moduleFor declares one of their modules; by default in a file of its own
 */
export function ownGlue(
  exercise: string,
  used: readonly string[],
  moduleFor: (exercise: string) => string = (id) => `pub mod ${moduleOf(id)[1]};`,
): string {
  const weeks = [...new Set(used.map((id) => moduleOf(id)[0]))];
  const modules = weeks.map((week) => {
    const reach = weeks.filter((other) => other !== week).map((other) => `use super::${other};`);
    const own = used.filter((id) => moduleOf(id)[0] === week).map(moduleFor);
    // An exercise in here names the others as an answer does: from `super`.
    const all = [`use super::${week};`, ...reach].map((line) => `#[allow(unused_imports)]\n${line}`);
    return `#[allow(dead_code)]\nmod ${week} {\n${[...all, ...own].join("\n")}\n}\n\n`;
  });
  return `//! Grades ${exercise} with its own checks.

#[path = "../src/answer.rs"]
mod learner;

${OWN_CHECKS}
${modules.join("")}${CHECKS_AT}
const FILE: course::File =
    course::File { name: "src/answer.rs", first_line: 1, lines: u32::MAX, checks: CHECKS };
const CONTENT_HASH: &str = "";
const ANSWER: &str = include_str!("../src/answer.rs");

/// Counts what is allocated.
#[global_allocator]
static ALLOCATOR: course::alloc::Counting = course::alloc::Counting;

fn main() -> std::process::ExitCode {
    let answer = course::Learner { file: FILE, answer: ANSWER, checks: checks::checks };
    course::grade("${exercise}", CONTENT_HASH, answer)
}
`;
}
