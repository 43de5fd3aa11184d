/** `course grade`: any file against any exercise's checks, headless, in the engine that the page uses. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { confirmed } from "../sandbox/confirm.ts";
import { gradeInNode } from "../sandbox/node.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { formatDiagnostics, formatReport } from "./format-report.ts";
import { contentHashOf, exerciseIds, exercisesOf } from "./exercises.ts";
import { rustContentHash } from "../lesson/exercise.ts";
import { readAllCourseFiles } from "../lesson/files.ts";
import { usedExercises } from "../course/uses.ts";
import { buildChecks, hasCargo, type Toolchain } from "./cargo.ts";
import { findExercise } from "./find-exercises.ts";
import { refusedNativeCode } from "./consent.ts";
import { gradeRust, wallsForRust } from "./grade-rust.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a file came to, as an exit code; the worst of all files is the command's. */
const PASSED = 0;
const FAILED = 1;
const UNGRADED = 2;

/**
 * @param wanted `week-01/gather`, or `gather` where that is only one
 * @param files graded one after another, in the order given
 * @param options.format `text`: for people; `json`: one report a line on standard output, and nothing else there
 * @param options.yes Rust, which is native code, runs without a question
 * @returns 0 when every file passes, 1 when some check fails, 2 when a file does not compile or the call makes no sense
 */
export async function run(
  wanted: string,
  files: string[],
  { format, yes = false }: { format: string; yes?: boolean },
): Promise<number> {
  if (format !== "text" && format !== "json")
    return misuse(`unknown format "${format}", there is: text, json`);
  const found = findExercise(wanted, await exerciseIds(ROOT));
  if ("message" in found) return misuse(found.message);
  const exercise = found.id;
  const native = files.filter(isRust);
  if (native.length > 0) {
    const { stdin, stderr } = process;
    const terminal = stdin.isTTY && stderr.isTTY ? { input: stdin, output: stderr } : undefined;
    const refused = await refusedNativeCode(native, await wallsForRust(), { yes, terminal });
    if (refused !== undefined) return misuse(refused);
  }
  const contentHash = await contentHashOf(ROOT, exercise);
  const all = await exercisesOf(ROOT);
  const itself = all.get(exercise);
  const uses = itself === undefined ? [] : usedExercises(itself, all);
  let worst = PASSED;
  for (const file of files) {
    const source = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => error);
    if (typeof source !== "string") {
      worst = misuse(
        source.code === "ENOENT" ? `there is no file ${file}` : `cannot read ${file}: ${source.message}`,
      );
      continue;
    }
    const outcome = isRust(file)
      ? await gradeRustFile(exercise, file)
      : await confirmed((guard) => gradeInNode(exercise, source, { contentHash, uses, guard }));
    worst = Math.max(worst, show(file, outcome, format));
  }
  return worst;
}

const isRust = (file: string): boolean => /\.rs$/i.test(file);

let rust: Promise<Toolchain> | undefined;

/** On real tokio, where cargo is present. */
async function gradeRustFile(exercise: string, file: string): Promise<GradeOutcome> {
  if (!(await hasCargo())) {
    return {
      kind: "failed",
      message: "Rust answers are graded with cargo, and there is none on this machine",
    };
  }
  const contentHash = rustContentHash(await readAllCourseFiles(ROOT), exercise);
  try {
    rust ??= buildChecks(ROOT);
    return await gradeRust(await rust, exercise, file, contentHash, await checksOf(exercise));
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

/** What a report must be on. The harness reads `__TRACE__` while it is loaded. */
async function checksOf(exercise: string): Promise<string[] | undefined> {
  (globalThis as { __TRACE__?: boolean }).__TRACE__ ??= true;
  const { exercises } = await import("../../harness/index.ts");
  return exercises[exercise]?.checks.map(({ id }) => id);
}

function show(file: string, outcome: GradeOutcome, format: "text" | "json"): number {
  switch (outcome.kind) {
    case "report":
      process.stdout.write(
        format === "json" ? `${JSON.stringify(outcome.report)}\n` : formatReport(file, outcome.report),
      );
      return outcome.report.passed ? PASSED : FAILED;
    case "does-not-compile":
      process.stderr.write(formatDiagnostics(file, outcome.errors));
      return UNGRADED;
    case "failed":
      return misuse(`${file} could not be graded: ${outcome.message}`);
    case "cancelled":
      return misuse(`${file} was not graded: the run was cancelled`);
  }
}

function misuse(message: string): number {
  process.stderr.write(`course: ${message}\n`);
  return UNGRADED;
}
