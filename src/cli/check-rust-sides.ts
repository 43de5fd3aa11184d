/** Checks the Rust sides of a course's exercises where cargo is, each compiled and, if asked, graded. */
import { join } from "node:path";
import { fileProblem } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import type { Exercise } from "../course/types.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { hasOwnRustChecks } from "../lesson/rust-side.ts";
import { buildChecks, canBuildChecks, ChecksUnbuilt, hasCargo } from "./cargo.ts";
import type { Toolchain } from "./cargo.ts";
import { checksDiffer, compileProblems } from "./check-rust.ts";
import type { ExerciseMatrix } from "./kill-matrix.ts";
import { rustErrors } from "./rust-errors.ts";
import { namedBy } from "./rust-glue.ts";
import { rustMatrix } from "./rust-matrix.ts";
import { whileWaiting } from "./while-waiting.ts";

export interface RustSides {
  problems: Problem[];
  /** Of the exercises whose files all compile, if they were graded. */
  matrices: ExerciseMatrix[];
  /** Why nothing was compiled. */
  skipped?: string;
}

interface Context {
  all: ReadonlyMap<string, Exercise>;
  files: CourseFiles;
  /** Exercise id -> its checks in TypeScript, where they could be loaded. */
  inTypeScript: ReadonlyMap<string, ExerciseMatrix["checks"]>;
  /** `grade` also runs every answer, which takes a while; undefined does only what needs no cargo. */
  rust: "compile" | "grade" | undefined;
}

/** @param ids of exercises with a Rust side */
export async function checkRustSides(
  root: string,
  ids: readonly string[],
  { all, files, inTypeScript, rust }: Context,
): Promise<RustSides> {
  const problems = ids
    .filter((id) => hasOwnRustChecks(files, id))
    .flatMap((id) => {
      const wanted = inTypeScript.get(id) ?? [];
      return wanted.length === 0 ? [] : checksDiffer(files, id, wanted);
    });
  if (rust === undefined) return { problems, matrices: [] };
  const skipped = await whyNot(root);
  if (skipped !== undefined) return { problems, matrices: [], skipped };
  const toolchain = await toolchainOr(problems, root, files);
  if (toolchain === undefined) return { problems, matrices: [] };
  const compiled = await compileSides(toolchain, ids, all, files, rust === "grade");
  return { ...compiled, problems: [...problems, ...compiled.problems] };
}

/** @param grade also runs the answers of each exercise whose files all compile */
export async function compileSides(
  toolchain: Toolchain,
  ids: readonly string[],
  all: ReadonlyMap<string, Exercise>,
  files: CourseFiles,
  grade: boolean,
): Promise<RustSides> {
  const sides: RustSides = { problems: [], matrices: [] };
  for (const id of ids) {
    const named = await namedBy(toolchain.root, id, all);
    const found = await compileProblems(toolchain, files, id, named);
    sides.problems.push(...found);
    if (!grade || found.length > 0) continue;
    const grading = `Grading the answers in Rust to ${id}…`;
    sides.matrices.push(await whileWaiting(grading, () => rustMatrix(toolchain, id, named)));
  }
  return sides;
}

async function whyNot(root: string): Promise<string | undefined> {
  if (!(await hasCargo())) return "cargo is not installed";
  if (!(await canBuildChecks(root))) return "cargo cannot fetch tokio";
  return undefined;
}

/** @param problems gets what rustc says about the crates of checks, if they do not compile */
async function toolchainOr(
  problems: Problem[],
  root: string,
  files: CourseFiles,
): Promise<Toolchain | undefined> {
  try {
    return await whileWaiting("Building the checks with cargo…", () => buildChecks(root));
  } catch (error) {
    if (!(error instanceof ChecksUnbuilt)) throw error;
    const textOf = (file: string): string | undefined => files.get(file) ?? undefined;
    const errors = rustErrors(error.messages, root, textOf, join(root, "harness/tokio"));
    if (errors.length === 0) problems.push(fileProblem("harness/tokio", "rust-error", error.message));
    problems.push(...errors.map(({ problem }) => problem));
    return undefined;
  }
}
