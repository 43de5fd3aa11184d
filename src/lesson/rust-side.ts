/** Finds an exercise's Rust side: its answers beside those in TypeScript, its checks in a folder beside theirs. */
import { createHash } from "node:crypto";
import { glueIn } from "../course/rust-checks.ts";
import { fileProblem, suggest } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { checksFile } from "./checks.ts";
import { isOwnRustCheck, RUST_CHECKS, RUST_KIT } from "./files.ts";
import type { CourseFiles } from "./files.ts";

/** `harness/tail.ts` -> `harness/tail/checks.rs`; for an exercise of Week 1 the file of the crate that runs its checks. */
export function rustChecksFile(files: CourseFiles, id: string): string {
  return glueOf(files, id) ?? checksFile(files, id).replace(/\.ts$/, "/checks.rs");
}

/** Whether the checks are the exercise's own, so that nothing else has to name them. */
export const hasOwnRustChecks = (files: CourseFiles, id: string): boolean => glueOf(files, id) === undefined;

function glueOf(files: CourseFiles, id: string): string | undefined {
  const crate = [...files].flatMap(([path, text]) =>
    path.startsWith(`${RUST_CHECKS}/`) ? [[path.slice(RUST_CHECKS.length + 1), text] as const] : [],
  );
  const glue = glueIn(crate, id);
  return glue === undefined ? undefined : `${RUST_CHECKS}/${glue}`;
}

/** The file of an exercise's own checks in Rust and the modules in its folder. */
export function ownRustChecks(files: CourseFiles, id: string): string[] {
  const folder = rustChecksFile(files, id).replace(/checks\.rs$/, "");
  return [...files.keys()].filter((path) => path.startsWith(folder) && isOwnRustCheck(path)).toSorted();
}

/** The answers in Rust: stub, solution, wrong answers. */
function rustAnswers(files: CourseFiles, id: string): string[] {
  return [...files.keys()].filter((path) => path.startsWith(`lessons/${id}/`) && path.endsWith(".rs"));
}

/** Whether learners can solve the exercise in Rust; half a side is reported. */
export function hasRustSide(files: CourseFiles, id: string): boolean {
  return missing(files, id).length === 0;
}

/** An exercise with any file in Rust needs all of them. */
export function reportRustSide(files: CourseFiles, id: string, problems: Problem[]): void {
  const begun = rustAnswers(files, id).length > 0 || files.has(rustChecksFile(files, id));
  if (!begun) return;
  for (const [what, path] of missing(files, id)) {
    const message = `the exercise in Rust has no ${what}`;
    problems.push(fileProblem(`lessons/${id}`, "rust-file", message, `write ${path}`));
  }
}

/** Checks in a folder that no exercise looks in. */
export function reportRustOrphans(files: CourseFiles, ids: readonly string[], problems: Problem[]): void {
  const taken = ids.map((id) => rustChecksFile(files, id));
  for (const path of files.keys()) {
    if (!isOwnRustCheck(path) || !path.endsWith("/checks.rs") || taken.includes(path)) continue;
    const help =
      suggest(
        path,
        taken.filter((other) => !files.has(other)),
        [],
      ) ?? "move it, or remove it";
    problems.push(fileProblem(path, "unused", "no exercise has its checks here", help));
  }
}

function missing(files: CourseFiles, id: string): [what: string, path: string][] {
  const folder = `lessons/${id}`;
  const needed: [string, string][] = [
    ["stub.rs", `${folder}/stub.rs`],
    ["solution.rs", `${folder}/solution.rs`],
    ["checks", rustChecksFile(files, id)],
  ];
  const absent = needed.filter(([, path]) => !files.has(path));
  const wrong = rustAnswers(files, id).some((path) => path.startsWith(`${folder}/wrong/`));
  return wrong
    ? absent
    : [...absent, ["wrong answers", `at least one in ${folder}/wrong/, to test the checks`]];
}

/** SHA-256 (hex, first 16 digits) of the stub in Rust and the checks in Rust, without the measuring code. */
export function rustContentHash(files: CourseFiles, id: string): string {
  const hash = createHash("sha256");
  const isOwn = hasOwnRustChecks(files, id);
  const shared = [...files.keys()].filter((path) => isShared(path, isOwn)).toSorted();
  const own = isOwn ? ownRustChecks(files, id) : [];
  for (const path of [`lessons/${id}/stub.rs`, ...shared, ...own])
    hash.update(`${path}\0${files.get(path) ?? ""}\0`);
  return hash.digest("hex").slice(0, 16);
}

function isShared(path: string, isOwn: boolean): boolean {
  const inCrate = path.startsWith(`${RUST_CHECKS}/src/`) && !path.startsWith(`${RUST_CHECKS}/src/bench/`);
  if (!isOwn) return inCrate;
  // Of the crate, what is not about an exercise of Week 1.
  return path.startsWith(`${RUST_KIT}/src/`) || (inCrate && path.split("/").length === 5);
}
