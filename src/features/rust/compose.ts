/** Joins the crate of checks and an answer into one file for the Playground. */
import { CHECKS_AT, CRATE, glueIn, moduleOf, OWN_CHECKS, ownGlue } from "../../course/rust-checks.ts";
import { CHECKS, usedFile, usedIn } from "./own-crate.ts";
import type { CrateFiles, Placed } from "./types.ts";

/** An answer with a module of this name still compiles: the learner's names are in their own module. */
const COURSE = "course";

/** An exercise's own checks write `course::`, at any depth, as if it were a crate. */
const KIT = "kit";
const AS_COURSE = `extern crate self as ${COURSE};\n#[allow(unused_imports)]\npub use ${KIT}::*;\n`;

export interface OneFile {
  code: string;
  placed: Placed;
}

/**
 * @param secret begins each record of the run; the answer's code cannot name it
 * @throws when the crate has no checks for this exercise, or lacks a file that one of its `mod`s names
 */
export function oneFile(exercise: string, crate: CrateFiles, answer: string, secret: string): OneFile {
  const own = CHECKS in crate;
  const glue = own
    ? ownGlue(exercise, usedIn(crate), (id) => inlinedUse(id, crate))
        .replace(OWN_CHECKS, () => `mod checks {\n${inlined(crate, "tests/checks", "checks.rs")}}\n`)
        .replace(CHECKS_AT, `const CHECKS: &str = "src/main.rs";`)
    : glueOf(exercise, crate);
  const text = answer.endsWith("\n") ? answer : `${answer}\n`;
  const lines = text.split("\n").length - 1;
  const rest = glue
    .replace(/^\/\/!.*\n+/gm, "")
    .replace(`use ${CRATE} as ${COURSE};\n`, "")
    .replace(/#\[path = "[^"]*"\]\nmod learner;\n/, "")
    .replace(/name: "src\/answer\.rs"/, `name: "src/main.rs"`)
    .replace(`include_str!("../src/answer.rs")`, `""`)
    .replace("first_line: 1", "first_line: 2")
    .replace("lines: u32::MAX", `lines: ${lines}`)
    .replace(
      /course::grade\((.*)\)/,
      (_, rest: string) => `${COURSE}::grade_as_events(${rest}, "${secret}")`,
    );
  const library = inlined(crate, "src", "lib.rs");
  const harness = `#[allow(dead_code)]\nmod ${own ? KIT : COURSE} {\n${library}}\n${own ? AS_COURSE : ""}`;
  // On the first line, so that the learner's own begin on the second.
  const code = `#[allow(dead_code)] mod learner {\n${text}}\n${rest}\n${harness}`;
  return { code, placed: { file: "src/main.rs", firstLine: 2, text: answer } };
}

export function glueOf(exercise: string, crate: CrateFiles): string {
  if (CHECKS in crate) return ownGlue(exercise, usedIn(crate));
  const path = glueIn(Object.entries(crate), exercise);
  const glue = path === undefined ? undefined : crate[path];
  if (glue === undefined) throw new Error(`no checks in Rust for ${exercise}`);
  return glue;
}

function inlinedUse(exercise: string, crate: CrateFiles): string {
  return `pub mod ${moduleOf(exercise)[1]} {\n${crate[usedFile(exercise)] ?? ""}\n}`;
}

/** A module's file with the files of its own modules inlined. Paths inside are relative, so it works at any depth. */
function inlined(crate: CrateFiles, folder: string, file: string): string {
  const path = `${folder}/${file}`;
  // Measurements run only on the learner's own machine.
  const text = crate[path]?.replace("pub mod bench;\n", "");
  if (text === undefined) throw new Error(`the crate has no ${path}`);
  const within = ["lib.rs", "mod.rs", "checks.rs"].includes(file)
    ? folder
    : `${folder}/${file.replace(/\.rs$/, "")}`;
  return text.replace(/^(pub )?mod (\w+);$/gm, (_, visible: string | undefined, name: string) => {
    const inner =
      `${within}/${name}/mod.rs` in crate
        ? inlined(crate, `${within}/${name}`, "mod.rs")
        : inlined(crate, within, `${name}.rs`);
    return `${visible ?? ""}mod ${name} {\n${inner}}`;
  });
}
