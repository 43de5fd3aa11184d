/** The Rust sides of exercises in `course check`: their checks are those in TypeScript, everything compiles, and the kill matrix. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileProblem, formatProblem, SourceFile, suggest } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { demandsStatic } from "../course/rust-checks.ts";
import { listedChecks, type DeclaredCheck } from "../features/rust/declared-checks.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { ownRustChecks, rustChecksFile } from "../lesson/rust-side.ts";
import { call, rustcArgs, type Toolchain } from "./cargo.ts";
import { rustErrors, type RustError } from "./rust-errors.ts";
import { readGlue, type Named } from "./rust-glue.ts";
import { answersTo, together } from "./rust-matrix.ts";

/** @param wanted the exercise's checks in TypeScript */
export function checksDiffer(
  files: CourseFiles,
  exercise: string,
  wanted: readonly DeclaredCheck[],
): Problem[] {
  const problems: Problem[] = [];
  const path = rustChecksFile(files, exercise);
  const source = new SourceFile(path, files.get(path) ?? "", problems);
  const listed = listedChecks(source.text);
  const ids = listed.map(({ id }) => id);
  const rule = "rust-checks";
  for (const [index, { id, title, at }] of listed.entries()) {
    const span = { start: at, end: at + id.length };
    const twin = wanted.find((check) => check.id === id);
    if (ids.indexOf(id) < index)
      source.report(rule, span, `another check of this exercise has the id "${id}"`, "choose another");
    else if (twin === undefined) {
      const message = `no check in TypeScript has the id "${id}"`;
      const names = wanted.map((check) => check.id);
      source.report(rule, span, message, suggest(id, names));
    } else if (twin.title !== title)
      source.report(rule, span, `the title of "${id}" is not the one in TypeScript`, `write "${twin.title}"`);
  }
  const absent = wanted.filter(({ id }) => !ids.includes(id));
  const start = Math.max(0, source.text.indexOf("pub fn checks"));
  for (const { id, title } of absent) {
    const help = `write \`Check { id: "${id}", title: "${title}", run: … }\``;
    source.report(rule, { start, end: start + "pub fn checks".length }, `the check "${id}" is missing`, help);
  }
  const swapped = problems.length > 0 ? -1 : ids.findIndex((id, index) => id !== wanted[index]?.id);
  const first = listed[swapped];
  if (first !== undefined) {
    const message = `"${wanted[swapped]?.id}" comes here in TypeScript, not "${first.id}"`;
    source.report(rule, { start: first.at, end: first.at + first.id.length }, message, "use the same order");
  }
  return problems;
}

/** A problem for each error of rustc in the exercise's answers and own checks. */
export async function compileProblems(
  toolchain: Toolchain,
  files: CourseFiles,
  exercise: string,
  named: Named,
): Promise<Problem[]> {
  const { root } = toolchain;
  const glue = await readGlue(root, exercise, named);
  const answers = (await answersTo(root, exercise)).map(({ file }) => file);
  const textOf = (file: string): string | undefined => files.get(file) ?? undefined;
  const mainOf = (some: readonly string[]): string =>
    together(
      glue,
      some.map((file) => join(root, file)),
      some.map((file) => !demandsStatic(textOf(file) ?? "")),
    );
  const sources = [...answers, ...ownRustChecks(files, exercise)].map((file) => textOf(file) ?? "");
  const used = [...named.used.keys()].map((id) => textOf(`lessons/${id}/solution.rs`) ?? "");
  const stamp = stampFor(root, [mainOf(answers), ...toolchain.links, ...sources, ...used]);
  if (existsSync(stamp)) return [];
  const folder = await mkdtemp(join(tmpdir(), "course-rust-"));
  const errorsIn = async (some: readonly string[]): Promise<RustError[]> => {
    const main = join(folder, "main.rs");
    await writeFile(main, mainOf(some));
    const json = ["--error-format=json", "--emit=metadata"];
    const ended = await call("rustc", [...rustcArgs(toolchain, main, join(folder, "out.rmeta")), ...json]);
    const errors = rustErrors(ended.stderr, root, textOf);
    if (ended.code !== 0 && errors.length === 0) throw new Error(`rustc failed:\n${ended.stderr}`);
    return errors;
  };
  try {
    if ((await errorsIn(answers)).length === 0) {
      await mkdir(join(stamp, ".."), { recursive: true });
      await writeFile(stamp, "");
      return [];
    }
    // One kind of error hides the next, so each file gets a compilation of its own.
    const each = new Map<string, RustError[]>();
    for (const file of answers) each.set(file, await errorsIn([file]));
    const checks = named.checks === undefined ? undefined : rustChecksFile(files, exercise);
    return blamed(each, checks, textOf);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * An error in the checks that every whole answer brings is the checks' own; any other is of the answer that brings it.
 * @param each answer -> the errors of a compilation with it alone
 * @param checks the file of the exercise's own checks
 */
function blamed(
  each: ReadonlyMap<string, readonly RustError[]>,
  checks: string | undefined,
  textOf: (file: string) => string | undefined,
): Problem[] {
  const isAnswers = ({ problem }: RustError): boolean => problem.file.startsWith("lessons/");
  const isSame = (one: RustError, other: RustError): boolean =>
    formatProblem(one.problem) === formatProblem(other.problem);
  // What is wrong in an answer has consequences in the code that calls it.
  const whole = [...each].filter(([, errors]) => !errors.some(isAnswers));
  const found = [...each.values()].flatMap((errors) =>
    errors.filter(isAnswers).map(({ problem }) => problem),
  );
  const uncallable: Problem[] = [];
  for (const [answer, errors] of whole) {
    for (const error of errors) {
      const { problem } = error;
      const isShared = whole.every(([, others]) => others.some((other) => isSame(error, other)));
      if (isShared && problem.file !== "") found.push(problem);
      else if (isShared && checks !== undefined) uncallable.push(callProblem(checks, problem));
      else found.push(ofAnswer(answer, textOf(answer) ?? "", error));
    }
  }
  // Nothing can call checks that do not compile.
  if (found.length === 0) found.push(...uncallable);
  return [...new Map(found.map((problem) => [formatProblem(problem), problem])).values()];
}

function callProblem(checks: string, { message, help }: Problem): Problem {
  const write = "write `pub fn checks() -> Vec<Check>`";
  const advice = help === undefined ? write : `${write}; ${help}`;
  return fileProblem(checks, "rust-error", `these checks cannot be called: ${message}`, advice);
}

/** An error in the code that calls an answer, at the item that it is about or at the answer's first line. */
function ofAnswer(answer: string, text: string, { problem, also }: RustError): Problem {
  const item = also.find(({ file }) => file === answer);
  const problems: Problem[] = [];
  const source = new SourceFile(answer, text, problems);
  source.report("rust-error", source.lineAt(0), "");
  const at = item ?? (problems[0] as Problem);
  const { file, line, column, message, help } = problem;
  const where = file === "" ? "" : ` (${file}:${line}:${column})`;
  return {
    ...at,
    message: `the checks cannot call this answer${where}: ${message}`,
    ...(help !== undefined && { help }),
  };
}

/** The file that says that these texts have compiled, so that nothing is compiled twice. */
function stampFor(root: string, texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text}\0`);
  const target = process.env["CARGO_TARGET_DIR"] ?? join(root, "harness/tokio/target");
  return join(target, "course-check", hash.digest("hex").slice(0, 32));
}
