/** `course grade`: runs any exercise's checks on any file, headless, in the page's engine. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { confirmed } from "../sandbox/confirm.ts";
import { gradeInNode } from "../sandbox/node.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { formatDiagnostics, formatReport } from "./format-report.ts";
import { contentHashOf, exerciseIds, exercisesOf } from "./exercises.ts";
import { rustContentHash } from "../lesson/rust-side.ts";
import { decode } from "../lesson/encoding.ts";
import { readAllCourseFiles } from "../lesson/files.ts";
import { SourceFile, type Problem } from "../course/problem.ts";
import { indented, jsonLine, oneLine, visible } from "../lib/visible.ts";
import { usedExercises } from "../course/uses.ts";
import { buildChecks, hasCargo, type Toolchain } from "./cargo.ts";
import { findExercise } from "./find-exercises.ts";
import { refusedNativeCode } from "./consent.ts";
import { gradeRust, wallsForRust } from "./grade-rust.ts";
import { whileWaiting } from "./while-waiting.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The result of a file as an exit code; the command exits with the worst. */
const PASSED = 0;
const FAILED = 1;
const UNGRADED = 2;

/** The result of one file; one line in JSON. */
type Graded = GradeOutcome | { kind: "unreadable" | "refused"; message: string };

/**
 * @param wanted `week-01/gather`, or `gather` if that is unambiguous
 * @param files graded one after another, in this order
 * @param options.format `text`: for people; `json`: one line a file on standard output, and nothing else there
 * @param options.yes Rust, which is native code, runs without a question
 * @returns 0 when every file passes, 1 when some check fails, 2 when a file could not be graded or the call makes no sense
 */
export async function run(
  wanted: string,
  files: string[],
  { format, yes = false }: { format: string; yes?: boolean },
): Promise<number> {
  if (format !== "text" && format !== "json")
    return misuse(oneLine(`unknown format "${format}"; available: text, json`));
  const found = findExercise(wanted, await exerciseIds(ROOT));
  if ("message" in found) return misuse(oneLine(found.message));
  const exercise = found.id;
  const refused = await refusedOf(files.filter(isRust), yes);
  if (refused !== undefined) {
    if (format === "json") for (const file of files) say(file, { kind: "refused", message: refused });
    return misuse(refused);
  }
  const contentHash = await contentHashOf(ROOT, exercise);
  const all = await exercisesOf(ROOT);
  const itself = all.get(exercise);
  const uses = itself === undefined ? [] : usedExercises(itself, all);
  let worst = PASSED;
  for (const file of files) {
    const graded = await gradeFile(file, (source) =>
      isRust(file)
        ? gradeRustFile(exercise, file)
        : whileWaiting(grading(file), () =>
            confirmed((guard) => gradeInNode(exercise, source, { contentHash, uses, guard })),
          ),
    );
    if (format === "json") say(file, graded);
    worst = Math.max(worst, show(file, graded, format));
  }
  return worst;
}

const grading = (file: string): string => `Grading ${oneLine(file)}…`;
const isRust = (file: string): boolean => /\.rs$/i.test(file);

async function refusedOf(native: readonly string[], yes: boolean): Promise<string | undefined> {
  if (native.length === 0) return undefined;
  const { stdin, stderr } = process;
  const terminal = stdin.isTTY && stderr.isTTY ? { input: stdin, output: stderr } : undefined;
  return refusedNativeCode(native, await wallsForRust(), { yes, terminal });
}

/** An error affects only this file. */
async function gradeFile(file: string, grade: (source: string) => Promise<GradeOutcome>): Promise<Graded> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) {
    const message =
      bytes.code === "ENOENT" ? `no such file: ${file}` : `cannot read ${file}: ${bytes.message}`;
    return { kind: "unreadable", message };
  }
  const { text, wrong } = decode(bytes);
  if (wrong !== undefined) {
    const problems: Problem[] = [];
    new SourceFile(file, text, problems).report(
      "encoding",
      { start: wrong.at, end: wrong.at + 1 },
      wrong.message,
    );
    const [place] = problems;
    const message = `cannot read ${file}:${place?.line}:${place?.column}: ${wrong.message}; ${wrong.help}`;
    return { kind: "unreadable", message };
  }
  try {
    return await grade(text);
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

let rust: Promise<Toolchain> | undefined;

/** On real tokio; needs cargo. */
async function gradeRustFile(exercise: string, file: string): Promise<GradeOutcome> {
  if (!(await hasCargo())) {
    return {
      kind: "failed",
      message: "grading Rust needs cargo, which is not installed on this machine",
    };
  }
  const contentHash = rustContentHash(await readAllCourseFiles(ROOT), exercise);
  const building = (rust ??= buildChecks(ROOT));
  const toolchain = await whileWaiting("Building the checks with cargo…", () => building);
  const checks = await checksOf(exercise);
  return whileWaiting(grading(file), () => gradeRust(toolchain, exercise, file, contentHash, checks));
}

/** Reports must be on this exercise. The harness reads `__TRACE__` when it loads. */
async function checksOf(exercise: string): Promise<string[] | undefined> {
  (globalThis as { __TRACE__?: boolean }).__TRACE__ ??= true;
  const { exercises } = await import("../../harness/index.ts");
  return exercises[exercise]?.checks.map(({ id }) => id);
}

/** One line per file for scripts: a report with its file, or why there is none. */
function say(file: string, graded: Graded): void {
  process.stdout.write(`${jsonLine({ file, ...lineOf(graded) })}\n`);
}

function lineOf(graded: Graded): object {
  if (graded.kind === "report") return { kind: "graded", ...graded.report };
  return graded.kind === "cancelled" ? { ...graded, message: CANCELLED } : graded;
}

const CANCELLED = "the run was cancelled";

/** For people; anything but a report goes to standard error. */
function show(file: string, graded: Graded, format: "text" | "json"): number {
  switch (graded.kind) {
    case "report":
      if (format === "text") process.stdout.write(formatReport(file, graded.report));
      return graded.report.passed ? PASSED : FAILED;
    case "does-not-compile":
      process.stderr.write(formatDiagnostics(file, graded.errors));
      return UNGRADED;
    case "unreadable":
    case "refused":
      return misuse(oneLine(graded.message));
    case "failed":
      return misuse(`${oneLine(file)} could not be graded: ${indented(graded.message, "  ")}`);
    case "cancelled":
      return misuse(`${oneLine(file)} was not graded: ${CANCELLED}`);
  }
}

function misuse(message: string): number {
  process.stderr.write(`course: ${visible(message)}\n`);
  return UNGRADED;
}
