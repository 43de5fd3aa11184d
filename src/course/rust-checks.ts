/** Lists the exercises with checks in Rust, and the file of the crate `harness/tokio/course` that runs them. */

/** The exercises with checks in the crate, each with the file that runs them on an answer. */
export const GLUE: Readonly<Record<string, string>> = {
  "week-01/gather": "tests/gather.rs",
  "week-01/histogram": "tests/histogram.rs",
  "week-01/capstone": "tests/capstone.rs",
};

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
