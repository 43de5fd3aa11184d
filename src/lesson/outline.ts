/** The one list, `course.yaml`: what it names and is not there, and what is there and nothing uses. */
import { isExerciseFile } from "./exercise.ts";
import type { CourseFiles } from "./files.ts";
import { parseYaml } from "./front-matter.ts";
import { closest } from "./closest.ts";
import { fileProblem, SourceFile } from "./problem.ts";
import type { Problem, Span } from "./problem.ts";
import { CourseFile } from "./schemas.ts";

export const COURSE = "lessons/course.yaml";

export interface Outline {
  title: string;
  tagline: string;
  weeks: { id: string; lessons: string[] }[];
}

export function readOutline(files: CourseFiles, problems: Problem[]): Outline {
  const empty: Outline = { title: "", tagline: "", weeks: [] };
  const text = files.get(COURSE);
  if (typeof text !== "string") {
    problems.push(
      fileProblem(COURSE, "missing-file", "the course has no list", "write it: title, tagline, weeks"),
    );
    return empty;
  }
  const source = new SourceFile(COURSE, text, problems);
  const outline = parseYaml(source, { start: 0, end: text.length }, CourseFile);
  if (outline === null) return empty;
  const listed = new Set(
    outline.weeks.flatMap(({ id, lessons }) => ["week", ...lessons].map((name) => lessonPath(id, name))),
  );
  const spare = [...files.keys()].filter(
    (path) => /^lessons\/[^/]+\/[^/]+\.md$/.test(path) && !listed.has(path),
  );
  const seen = new Set<string>();
  for (const { id, lessons } of outline.weeks) {
    for (const name of ["week", ...lessons]) {
      const path = lessonPath(id, name);
      const span = placeOf(source, id, name === "week" ? id : name, seen.has(path));
      if (seen.has(path)) {
        source.report("duplicate-id", span, `${path} is listed twice`, "keep one of the two");
      } else if (!files.has(path)) {
        const near = closest(path, spare);
        source.report(
          "missing-file",
          span,
          `there is no file ${path}`,
          near === undefined ? "write it" : `did you mean ${near}?`,
        );
      }
      seen.add(path);
    }
  }
  return outline;
}

function lessonPath(weekId: string, name: string): string {
  return `lessons/${weekId}/${name}.md`;
}

/** Where `word` stands in the list of the week `weekId`; `again`: its second place. */
function placeOf(source: SourceFile, weekId: string, word: string, again: boolean): Span {
  const start = Math.max(0, source.text.search(new RegExp(`id:\\s*["']?${weekId}(?![\\w-])`)));
  const found = [...source.text.slice(start).matchAll(new RegExp(`(?<![\\w-])${word}(?![\\w-])`, "g"))];
  const at = start + (found[again ? 1 : 0]?.index ?? found[0]?.index ?? 0);
  return { start: at, end: at + word.length };
}

/**
 * Reports every file below `lessons/` that no page will show.
 * @param placed ids of the exercises that lessons place
 */
export function reportUnused(
  files: CourseFiles,
  outline: Outline,
  placed: ReadonlySet<string>,
  images: ReadonlySet<string>,
  problems: Problem[],
): void {
  const listed = new Set(
    outline.weeks.flatMap(({ id, lessons }) => ["week", ...lessons].map((name) => lessonPath(id, name))),
  );
  for (const path of files.keys()) {
    if (!path.startsWith("lessons/") || path === COURSE || listed.has(path) || images.has(path)) continue;
    const [, week = "", name = "", ...rest] = path.split("/");
    const id = `${week}/${name}`;
    const inFolder = rest.join("/");
    if (inFolder === "") {
      const help = path.endsWith(".md")
        ? `name it in ${COURSE}, or remove it`
        : "remove it, or show it in a lesson";
      problems.push(fileProblem(path, "unused", "nothing uses this file", help));
    } else if (!files.has(`lessons/${id}/exercise.yaml`)) {
      const help = `write lessons/${id}/exercise.yaml, or remove it`;
      problems.push(
        fileProblem(path, "unused", `lessons/${id} is no exercise, and nothing else uses this file`, help),
      );
    } else if (inFolder === "exercise.yaml") {
      if (placed.has(id)) continue;
      const help = `write \`::exercise{#${name} exercise="${name}"}\` where it belongs`;
      problems.push(fileProblem(path, "unused", "no lesson places this exercise", help));
    } else if (!isExerciseFile(inFolder)) {
      const help = "an exercise has exercise.yaml, stub.ts, solution.ts, hints.md, wrong/*.ts";
      problems.push(fileProblem(path, "unused", `an exercise has no file ${inFolder}`, help));
    }
  }
}
