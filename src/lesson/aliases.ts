/** Checks the `aliases` of course.yaml: an earlier id leads to something that exists, and nothing has it again. */
import type { Aliases } from "../course/aliases.ts";
import { SourceFile, suggest } from "../course/problem.ts";
import type { Problem, Span } from "../course/problem.ts";
import type { CourseFiles } from "./files.ts";
import { COURSE } from "./outline.ts";
import type { Outline } from "./outline.ts";

/** @param exercises ids of all */
export function checkAliases(
  { weeks, aliases }: Outline,
  exercises: readonly string[],
  files: CourseFiles,
  problems: Problem[],
): void {
  if (aliases === undefined) return;
  const known: Record<keyof Aliases, readonly string[]> = {
    weeks: weeks.map(({ id }) => id),
    lessons: weeks.flatMap(({ id, lessons }) => lessons.map((lesson) => `${id}/${lesson}`)),
    exercises,
  };
  const source = new SourceFile(COURSE, files.get(COURSE) ?? "", problems);
  for (const of of ["weeks", "lessons", "exercises"] as const)
    for (const [earlier, today] of Object.entries(aliases[of])) {
      const what = of.slice(0, -1);
      const line = lineOf(source, earlier, today);
      if (!known[of].includes(today))
        source.report("alias", line, `the course has no ${what} ${today}`, suggest(today, known[of]));
      else if (known[of].includes(earlier)) {
        const help = `call the ${what} something else: learners' earlier work belongs to ${today}`;
        source.report("alias", line, `${earlier} is an earlier id of ${today}, and a ${what} has it`, help);
      }
    }
}

function lineOf(source: SourceFile, earlier: string, today: string): Span {
  const found = new RegExp(`["']?${earlier}["']?:\\s*["']?${today}(?![\\w-])`).exec(source.text);
  return found ? { start: found.index, end: found.index + found[0].length } : source.lineAt(0);
}
