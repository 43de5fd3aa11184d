/** `course check`: every problem of every lesson and exercise, then the kill matrix. */
import { fileURLToPath } from "node:url";
import { compileCourse } from "../lesson/course.ts";
import type { CompiledCourse } from "../lesson/course.ts";
import { formatProblem } from "../lesson/problem.ts";
import type { Problem } from "../lesson/problem.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @param options.format `text`: as a compiler prints it; `json`: one problem a line
 * @returns 0 when nothing is wrong, 1 when something is, 2 for a format that does not exist
 */
export async function run({ format }: { format: string }): Promise<number> {
  if (format !== "text" && format !== "json") {
    process.stderr.write(`course: unknown format "${format}", there is: text, json\n`);
    return 2;
  }
  const compiled = await compileCourse(ROOT, { highlight: false });
  const write = (text: string): void => void process.stdout.write(`${text}\n`);
  writeProblems(compiled.problems, format, write);
  if (format === "text") write(countLine(compiled));
  return compiled.problems.length > 0 ? 1 : 0;
}

function writeProblems(
  problems: readonly Problem[],
  format: "text" | "json",
  write: (text: string) => void,
): void {
  for (const problem of problems)
    write(format === "json" ? JSON.stringify(problem) : `${formatProblem(problem)}\n`);
}

function countLine({ course, lessons, exercises, problems }: CompiledCourse): string {
  const minutes = [...lessons.values()].reduce((sum, lesson) => sum + lesson.minutes, 0);
  const parts = [
    count(course.weeks.length, "week"),
    count(lessons.size, "lesson"),
    count(exercises.size, "exercise"),
    `${minutes} minutes`,
  ];
  return `lessons: ${parts.join(", ")}; ${problems.length === 0 ? "no problems" : count(problems.length, "problem")}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
