/** `course check`: every problem of every lesson and exercise, then the kill matrix. */
import { fileURLToPath } from "node:url";
import { compileCourse } from "../lesson/course.ts";
import type { CompiledCourse } from "../lesson/course.ts";
import type { Week } from "../lesson/types.ts";
import { formatProblem } from "../lesson/problem.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface Options {
  format: string;
  /** The project to check; the one that this file belongs to unless told otherwise. */
  root?: string;
  write?: (text: string) => void;
}

/**
 * `text` prints as a compiler does, `json` one problem a line.
 * @returns 0 when nothing is wrong, 1 when something is, 2 for a format that does not exist
 */
export async function run({ format, root = ROOT, write = toStdout }: Options): Promise<number> {
  if (format !== "text" && format !== "json") {
    process.stderr.write(`course: unknown format "${format}", there is: text, json\n`);
    return 2;
  }
  const compiled = await compileCourse(root, { highlight: false });
  for (const problem of compiled.problems) {
    write(format === "json" ? `${JSON.stringify(problem)}\n` : `${formatProblem(problem)}\n\n`);
  }
  const ungradable = compiled.problems.some(({ rule }) => rule === "exercise-file" || rule === "no-checks");
  const unmet = ungradable ? null : await gradeExercises(root, format, write);
  if (format === "text") {
    write(lessonsLine(compiled));
    write(exercisesLine(compiled, unmet));
  }
  return compiled.problems.length > 0 || unmet !== 0 ? 1 : 0;
}

/** @returns how many claims of the kill matrix did not hold */
async function gradeExercises(
  root: string,
  format: "text" | "json",
  write: (text: string) => void,
): Promise<number> {
  if (format === "text") {
    const { checkExercises } = await import("./kill-matrix.ts");
    return (await checkExercises(root, (text) => write(`${text}\n`))).problems;
  }
  const [{ killMatrix }, { exerciseIds }] = await Promise.all([
    import("./kill-matrix.ts"),
    import("./exercises.ts"),
  ]);
  let count = 0;
  for (const id of await exerciseIds(root)) {
    const { problems } = await killMatrix(root, id);
    for (const problem of problems) write(`${JSON.stringify(problem)}\n`);
    count += problems.length;
  }
  return count;
}

function lessonsLine({ course, lessons, exercises, problems }: CompiledCourse): string {
  const minutes = [...lessons.values()].reduce((sum, lesson) => sum + lesson.minutes, 0);
  const parts = [
    count(course.weeks.length, "week"),
    count(lessons.size, "lesson"),
    count(exercises.size, "exercise"),
    count(minutes, "minute"),
  ];
  return `${course.weeks.map(weekLine).join("")}lessons: ${parts.join(", ")}; ${count(problems.length, "problem")}\n`;
}

/** Minutes against the plan, for each week that has one. */
function weekLine({ id, hours, lessons }: Week): string {
  if (hours === undefined) return "";
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  const each = lessons.map((lesson) => `${lesson.id} ${lesson.minutes}`).join(", ");
  return `${id}: ${minutes} of ${hours * 60} minutes planned (${each})\n`;
}

function exercisesLine({ exercises }: CompiledCourse, unmet: number | null): string {
  if (unmet === null) return "exercises: not graded, for files of theirs are missing\n";
  return `exercises: ${exercises.size} graded; ${count(unmet, "problem")}\n`;
}

function count(number: number, what: string): string {
  return `${number === 0 ? "no" : number} ${what}${number === 1 ? "" : "s"}`;
}

function toStdout(text: string): void {
  process.stdout.write(text);
}
