/** `course check`: every problem of every lesson and exercise, then the kill matrix. */
import { fileURLToPath } from "node:url";
import { exerciseIds, exercisesOf } from "./exercises.ts";
import { findExercises } from "./find-exercises.ts";
import { compileCourse } from "../lesson/course.ts";
import type { Problem } from "../course/problem.ts";
import type { ExerciseMatrix } from "./kill-matrix.ts";
import type { CompiledCourse } from "../lesson/course.ts";
import type { Week } from "../course/types.ts";
import { formatProblem, isError, sortProblems } from "../course/problem.ts";
import { dishonestMinutes } from "./minutes.ts";
import { jsonLine, oneLine, visible } from "../lib/visible.ts";
import { counted } from "../lib/words.ts";
import { minutesOf } from "../course/minutes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface Options {
  format: string;
  /** Grades only these exercises: `week-02`, `week-02/tail`, `tail`; all lessons are checked, because they link to each other. */
  only?: readonly string[];
  /** Warnings count as errors. */
  strict?: boolean;
  /** What to do with the exercises' Rust sides, beyond what needs no cargo: nothing unless given. */
  rust?: "compile" | "grade";
  /** The project to check; by default the one that this file belongs to. */
  root?: string;
  write?: (text: string) => void;
}

/**
 * `text` prints as a compiler does, `json` one problem a line.
 * @returns 0 when nothing is wrong, 1 when something is, 2 for a format or an exercise that does not exist
 */
export async function run({
  format,
  only = [],
  strict = false,
  rust,
  root = ROOT,
  write = toStdout,
}: Options): Promise<number> {
  if (format !== "text" && format !== "json")
    return misuse(`unknown format "${format}"; available: text, json`);
  const all = await exerciseIds(root);
  const course = await compileCourse(root, { highlight: false });
  const compiled = {
    ...course,
    problems: sortProblems([...course.problems, ...(await dishonestMinutes(root, course))]),
  };
  const pages = compiled.course.weeks.flatMap(({ id, lessons }) => [
    id,
    ...lessons.map((lesson) => `${id}/${lesson.id}`),
  ]);
  const graded = new Set(only.length === 0 ? all : []);
  for (const wanted of only) {
    const found = findExercises(wanted, all, pages);
    if ("message" in found) return misuse(found.message);
    for (const id of found.ids) graded.add(id);
  }
  for (const problem of compiled.problems) write(asText(problem, format));
  const spoilt = compiled.problems.filter(
    ({ rule, file }) =>
      rule === "exercise-file" ||
      rule === "no-checks" ||
      rule === "unreadable" ||
      (rule === "conflict" && file.endsWith(".ts")) ||
      (rule === "encoding" && file.endsWith(".ts")),
  );
  // A file of all exercises, such as harness/index.ts, keeps each of them from being graded.
  const isOf = (id: string, file: string): boolean => `${file}/`.startsWith(`lessons/${id}/`);
  const stopsAll = spoilt.some(({ file }) => !all.some((id) => isOf(id, file)));
  const whole = stopsAll ? [] : [...graded].filter((id) => !spoilt.some(({ file }) => isOf(id, file)));
  const done =
    whole.length === 0 ? { found: 0, graded: 0 } : await gradeExercises(root, whole, { format, rust, write });
  if (format === "text") {
    write(lessonsLine(compiled));
    if (whole.length > 0) write(`exercises: ${done.graded} graded; ${count(done.found, "problem")}\n`);
    const ungraded = graded.size - done.graded;
    if (ungraded > 0)
      write(`exercises: ${ungraded} not graded; some of their files or checks are missing or broken\n`);
  }
  return areGood(compiled.problems, strict) && done.found === 0 ? 0 : 1;
}

/** A warning alone is good, unless it counts as an error. */
export function areGood(problems: readonly Problem[], strict: boolean): boolean {
  return problems.every((problem) => !strict && !isError(problem));
}

function misuse(message: string): number {
  process.stderr.write(`course: ${oneLine(message)}\n`);
  return 2;
}

interface Grading {
  format: "text" | "json";
  rust: Options["rust"];
  write: (text: string) => void;
}

/** @returns how many problems the exercises' files and checks have, and how many exercises could be graded */
async function gradeExercises(
  root: string,
  ids: readonly string[],
  { format, rust, write }: Grading,
): Promise<{ found: number; graded: number }> {
  const [
    { killMatrix },
    { formatMatrix },
    { brokenChecks, listProblems },
    { typeProblems },
    { readAllCourseFiles },
  ] = await Promise.all([
    import("./kill-matrix.ts"),
    import("./format-matrix.ts"),
    import("./load-checks.ts"),
    import("./check-types.ts"),
    import("../lesson/files.ts"),
  ]);
  const all = await exercisesOf(root);
  const files = await readAllCourseFiles(root);
  // All exercises: the engine has the checks of each.
  const typing = typeProblems(root, files, ids);
  const broken = await brokenChecks(root, files, all);
  let isBuilt = true;
  const without = [...broken.values()].map(({ file }) => file);
  // Two exercises may load the same broken file.
  const told = new Map(
    [...broken.values()].flatMap(({ problems }) =>
      problems.map((problem) => [formatProblem(problem), problem] as const),
    ),
  );
  for (const problem of await listProblems(files, without)) {
    told.set(formatProblem(problem), problem);
    isBuilt = false;
  }
  // A compiler says once more what keeps checks from being loaded.
  const loading = new Set([...told.values()].map(({ file, line }) => `${file}:${line}`));
  for (const problem of await typing)
    if (!loading.has(`${problem.file}:${problem.line}`)) told.set(formatProblem(problem), problem);
  for (const problem of told.values()) write(asText(problem, format));
  let found = told.size;
  if (!isBuilt) return { found, graded: 0 };
  const tell = (matrix: ExerciseMatrix): void => {
    found += matrix.problems.length;
    if (format === "text") write(`${formatMatrix(matrix)}\n`);
    else for (const problem of matrix.problems) write(asText(problem, format));
  };
  const inTypeScript = new Map<string, ExerciseMatrix["checks"]>();
  for (const id of ids) {
    if (broken.has(id)) continue;
    const matrix = await killMatrix(root, id, all, without);
    tell(matrix);
    inTypeScript.set(id, matrix.checks);
  }
  const both = ids.filter((id) => all.get(id)?.rust !== undefined);
  if (both.length > 0) {
    const { checkRustSides } = await import("./check-rust-sides.ts");
    const { problems, matrices, skipped } = await checkRustSides(root, both, {
      all,
      files,
      inTypeScript,
      rust,
    });
    found += problems.length;
    for (const problem of problems) write(asText(problem, format));
    for (const matrix of matrices) tell({ ...matrix, exercise: `${matrix.exercise} in Rust` });
    if (format === "text" && rust !== undefined) write(`Rust: ${rustLine(both.length, rust, skipped)}\n`);
  }
  return { found, graded: ids.filter((id) => !broken.has(id)).length };
}

function asText(problem: Problem, format: "text" | "json"): string {
  return format === "json" ? `${jsonLine(problem)}\n` : `${formatProblem(problem)}\n\n`;
}

function rustLine(exercises: number, rust: "compile" | "grade", skipped: string | undefined): string {
  const done = rust === "grade" ? "compiled and graded" : "compiled, not graded; --rust grades them too";
  return `${count(exercises, "exercise")} ${skipped === undefined ? done : `not compiled: ${skipped}`}`;
}

function lessonsLine({ course, lessons, exercises, problems }: CompiledCourse): string {
  const minutes = minutesOf(lessons.values());
  const parts = [
    count(course.weeks.length, "week"),
    count(lessons.size, "lesson"),
    count(exercises.size, "exercise"),
    count(minutes, "minute"),
  ];
  return `${course.weeks.map(weekLine).join("")}lessons: ${parts.join(", ")}; ${found(problems)}\n`;
}

function found(problems: readonly Problem[]): string {
  const errors = problems.filter(isError).length;
  const warnings = problems.length - errors;
  return [count(errors, "problem"), ...(warnings === 0 ? [] : [counted(warnings, "warning")])].join(", ");
}

/** Minutes against the plan, for each week with a plan. */
function weekLine({ id, hours, lessons }: Week): string {
  if (hours === undefined) return "";
  const minutes = minutesOf(lessons);
  const each = lessons.map((lesson) => `${lesson.id} ${lesson.minutes}`).join(", ");
  return `${id}: ${minutes} of ${hours * 60} minutes planned (${each})\n`;
}

function count(number: number, what: string): string {
  return number === 0 ? `no ${what}s` : counted(number, what);
}

function toStdout(text: string): void {
  process.stdout.write(visible(text));
}
