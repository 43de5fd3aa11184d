/** Holds the minutes that lessons claim against those that are counted. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import type { CompiledCourse } from "../lesson/course.ts";
import { isHonest } from "../lesson/time.ts";

/** What is wrong in a lesson otherwise may keep a part of it from being counted: that comes first. */
export async function dishonestMinutes(
  root: string,
  course: Pick<CompiledCourse, "lessons" | "problems">,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [id, { minutes, time }] of course.lessons) {
    const file = `lessons/${id}.md`;
    if (isHonest(minutes, time.now) || course.problems.some((problem) => problem.file === file)) continue;
    const source = new SourceFile(file, await readFile(join(root, file), "utf8"), problems);
    const written = /^minutes:[ \t]*(\d+)/m.exec(source.text);
    const end = (written?.index ?? 0) + (written?.[0].length ?? 0);
    source.report(
      "minutes",
      { start: end - (written?.[1]?.length ?? 0), end },
      `the lesson claims ${minutes} minutes, and takes about ${time.now}`,
      `write ${Math.max(5, 5 * Math.round(time.now / 5))}, leave \`minutes\` out, or move text into \`deeper\` and readings to \`when="later"\``,
    );
  }
  return problems;
}
