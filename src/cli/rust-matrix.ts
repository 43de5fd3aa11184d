/** The kill matrix of the Rust answers: solutions pass, stubs are todo, each wrong answer fails the check that it names. */
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import type { CheckResult, Report } from "../../harness/report.ts";
import { faultsOf } from "./check-faults.ts";
import { concurrently } from "./concurrently.ts";
import { formatMessages } from "./format-messages.ts";
import { formatMatrix } from "./format-matrix.ts";
import { judgeChecks } from "./judge-checks.ts";
import type { ExerciseMatrix } from "./kill-matrix.ts";
import { brokenPromises, claimOf } from "../course/claims.ts";
import type { Role } from "../course/claims.ts";
import { buildChecks, call, compile, glueFor, hasCargo } from "./cargo.ts";
import type { Toolchain } from "./cargo.ts";
import { reportOf } from "../features/rust/records.ts";
import { CRATE, demandsStatic, withoutLent } from "../course/rust-checks.ts";
import { exercisesOf } from "./exercises.ts";
import { namedBy, readGlue, type Named } from "./rust-glue.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ALLOCATOR = /\/\/\/ Counts what is allocated\.\n#\[global_allocator\]\nstatic .*;\n/;
const AT_ONCE = 2;

export interface Answer {
  /** From the repository's root. */
  file: string;
  role: Role;
}

/** All answers to an exercise in one executable, which is much faster than one for each. @param named found unless given */
export async function rustMatrix(
  toolchain: Toolchain,
  exercise: string,
  named?: Named,
): Promise<ExerciseMatrix> {
  const { root } = toolchain;
  const answers = await answersTo(root, exercise);
  const glue = await readGlue(root, exercise, named ?? (await namedBy(root, exercise)));
  const folder = await mkdtemp(join(tmpdir(), "course-rust-"));
  const matrix: ExerciseMatrix = { exercise, checks: [], rows: [], problems: [] };
  try {
    const main = join(folder, "main.rs");
    const files = answers.map(({ file }) => join(root, file));
    const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
    const lending = texts.map((text) => !demandsStatic(text));
    await writeFile(main, together(glue, files, lending));
    const compiled = await compile(toolchain, main, join(folder, "answers"));
    if (compiled.code !== 0)
      throw new Error(`an answer to ${exercise} does not compile:\n${compiled.stderr}`);
    const reports = await concurrently(AT_ONCE, [...answers.keys()], (index) => run(folder, exercise, index));
    const graded = answers.map(({ file }, index) => {
      const report = reports[index];
      if (report === undefined) throw new Error(`${file} printed nothing`);
      return { file: file.slice(`lessons/${exercise}/`.length), outcome: withFaults(report, root) };
    });
    const faults = await faultsOf(root, exercise, graded, "rust");
    matrix.problems.push(...faults.problems);
    for (const [index, { file, role }] of answers.entries()) {
      const source = texts[index] ?? "";
      if (role === "solution")
        matrix.checks = graded[index]?.outcome.report.checks.map(({ id, title }) => ({ id, title })) ?? [];
      // A broken check says nothing about a file, nor do those that it kept from running.
      if (faults.hangs || (role === "wrong" && faults.checks.has(claimOf(source).check))) continue;
      const checks = (graded[index]?.outcome.report.checks ?? []).filter(({ id }) => !faults.checks.has(id));
      if (role === "wrong") {
        matrix.rows.push({ name: basename(file, ".rs"), claim: claimOf(source), checks });
      }
      // An `async fn` is always lazy, so a stub does pass this one check.
      const judged = role === "stub" ? checks.filter(({ id }) => !/(^|\/)lazy$/.test(id)) : checks;
      matrix.problems.push(...brokenPromises(file, source, role, judged));
    }
    if (faults.checks.size === 0) await judgeChecks(root, matrix, matrix.problems, "rust");
    return matrix;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const PANICKED = /^This check is broken: it panicked at (.+):(\d+):(\d+): /;

/** A check that panics by itself names its place in its message; in TypeScript the report has a field for it. */
function withFaults(report: Report, root: string): { kind: "report"; report: Report } {
  const checks = report.checks.map((check): CheckResult => {
    const [whole = "", file = "", line, column] = PANICKED.exec(check.message) ?? [];
    if (whole === "") return check;
    const message = `This check is broken: it panicked: ${check.message.slice(whole.length)}`;
    const path = relative(root, file).replaceAll("\\", "/");
    return { ...check, message, fault: { file: path, line: Number(line), column: Number(column) } };
  });
  return { kind: "report", report: { ...report, checks } };
}

export async function answersTo(root: string, exercise: string): Promise<Answer[]> {
  const folder = `lessons/${exercise}`;
  const wrong = (await readdir(join(root, folder, "wrong")))
    .filter((name) => name.endsWith(".rs"))
    .toSorted();
  return [
    { file: `${folder}/solution.rs`, role: "solution" },
    { file: `${folder}/stub.rs`, role: "stub" },
    ...wrong.map((name): Answer => ({ file: `${folder}/wrong/${name}`, role: "wrong" })),
  ];
}

/**
 * One module for each answer; the first argument selects one.
 * @param files the answers' absolute paths
 * @param lending whether each is called with futures that borrow; all of them unless given
 */
export function together(glue: string, files: readonly string[], lending: readonly boolean[] = []): string {
  const modules = files.map((file, index) => {
    const body = glueFor(lending[index] === false ? withoutLent(glue) : glue, file)
      .replace(/^\/\/!.*\n/gm, "")
      .replace(ALLOCATOR, "")
      .replace("fn main()", "pub fn main()");
    return `mod answer_${index} {\n${body}}\n`;
  });
  const arms = files.map((_, index) => `        Some("${index}") => answer_${index}::main(),\n`);
  const crate = glue.includes(`use ${CRATE} as course;`) ? CRATE : "course";
  const counting = ALLOCATOR.exec(glue)?.[0].replaceAll("course::", `${crate}::`) ?? "";
  return (
    `${modules.join("")}${counting}fn main() -> std::process::ExitCode {\n` +
    `    match std::env::args().nth(1).as_deref() {\n${arms.join("")}        _ => std::process::ExitCode::from(2),\n    }\n}\n`
  );
}

async function run(folder: string, exercise: string, index: number): Promise<Report | undefined> {
  const secret = randomUUID();
  const ran = await call(join(folder, "answers"), [String(index), "--events"], {
    cwd: folder,
    input: `${secret}\n`,
  });
  return reportOf(ran, { exercise, contentHash: "", environment: { engine: "tokio" }, secret });
}

/** Prints the matrices, or with `--messages` the checks' messages. @returns the number of false claims */
async function main(): Promise<number> {
  if (!(await hasCargo())) {
    process.stdout.write("rust-matrix: skipped: no cargo\n");
    return 0;
  }
  const toolchain = await buildChecks(ROOT);
  let problems = 0;
  for (const { id: exercise, rust } of (await exercisesOf(ROOT)).values()) {
    if (rust === undefined) continue;
    const matrix = await rustMatrix(toolchain, exercise);
    problems += matrix.problems.length;
    const page = process.argv.includes("--messages") ? formatMessages("Rust", matrix) : formatMatrix(matrix);
    process.stdout.write(`${page}\n`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await main()) > 0 ? 1 : 0;
