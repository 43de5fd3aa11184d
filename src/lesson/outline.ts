/** Reads course.yaml, and reports listed files that do not exist and files that nothing uses. */
import type { Aliases } from "../course/aliases.ts";
import { GLOSSARY } from "./glossary.ts";
import { STUDIO } from "./studio.ts";
import { exerciseFolders, isExerciseFile } from "./exercise.ts";
import type { CourseFiles } from "./files.ts";
import { parseYaml } from "./front-matter.ts";
import { closest } from "../lib/closest.ts";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem, Span } from "../course/problem.ts";
import { CourseFile } from "./schemas.ts";

export const COURSE = "lessons/course.yaml";

export interface Outline {
  title: string;
  tagline: string;
  weeks: { id: string; lessons: string[] }[];
  aliases?: Aliases | undefined;
}

/**
 * A misspelt name is reported once; the outline then has the intended name, to avoid follow-up errors.
 * @returns null without a readable list
 */
export function readOutline(files: CourseFiles, problems: Problem[]): Outline | null {
  const text = files.get(COURSE);
  // An unreadable file has been reported.
  if (text === null) return null;
  if (text === undefined) {
    problems.push(
      fileProblem(COURSE, "missing-file", "the course has no course.yaml", "write it: title, tagline, weeks"),
    );
    return null;
  }
  const source = new SourceFile(COURSE, text, problems);
  const outline = parseYaml(source, { start: 0, end: text.length }, CourseFile);
  if (outline === null) return null;
  const listed = new Set(lessonPaths(outline));
  const spare = [...files.keys()].filter(
    (path) => /^lessons\/[^/]+\/[^/]+\.md$/.test(path) && !listed.has(path),
  );
  const seen = new Set<string>();
  /** @returns the name of the intended lesson; null for one already listed */
  const check = (weekId: string, name: string, written: string): string | null => {
    const path = lessonPath(weekId, name);
    const place = (): Span => placeOf(source, weekId, written, seen.has(path));
    if (seen.has(path)) {
      source.report("duplicate-id", place(), `${path} is listed twice`, "keep one of the two");
      return null;
    }
    if (files.has(path)) {
      seen.add(path);
      return name;
    }
    const near = closest(
      path,
      spare.filter((other) => other.endsWith("/week.md") === (name === "week")),
    );
    const help = near === undefined ? "write it" : `did you mean ${near}?`;
    source.report("missing-file", place(), `no such file: ${path}`, help);
    seen.add(path);
    return near?.startsWith(`lessons/${weekId}/`) ? (/([^/]+)\.md$/.exec(near)?.[1] ?? name) : name;
  };
  const folders = new Set([...files.keys()].flatMap((path) => /^lessons\/([^/]+)\//.exec(path)?.[1] ?? []));
  const weeks = outline.weeks.map(({ id: written, lessons }) => {
    const free = [...folders].filter((folder) => !outline.weeks.some(({ id }) => id === folder));
    const meant = folders.has(written)
      ? undefined
      : (free.find((folder) => plainNumbers(folder) === plainNumbers(written)) ?? closest(written, free));
    if (meant !== undefined) {
      const place = placeOf(source, written, written, false);
      source.report("missing-file", place, `no such folder: lessons/${written}`, `did you mean "${meant}"?`);
    }
    const id = meant ?? written;
    check(id, "week", written);
    return { id, lessons: lessons.flatMap((name) => check(id, name, name) ?? []) };
  });
  return { ...outline, weeks };
}

/** `week-01` and `week-1` are the same. */
function plainNumbers(name: string): string {
  return name.replaceAll(/\d+/g, (digits) => String(Number(digits)));
}

function lessonPaths({ weeks }: Pick<Outline, "weeks">): string[] {
  return weeks.flatMap(({ id, lessons }) => ["week", ...lessons].map((name) => lessonPath(id, name)));
}

function lessonPath(weekId: string, name: string): string {
  return `lessons/${weekId}/${name}.md`;
}

/** The position of `word` in the list of the week `weekId`; `again`: its second position. */
function placeOf(source: SourceFile, weekId: string, word: string, again: boolean): Span {
  const start = Math.max(0, source.text.search(new RegExp(`id:\\s*["']?${weekId}(?![\\w-])`)));
  const found = [...source.text.slice(start).matchAll(new RegExp(`(?<![\\w-])${word}(?![\\w-])`, "g"))];
  const at = start + (found[again ? 1 : 0]?.index ?? found[0]?.index ?? 0);
  return { start: at, end: at + word.length };
}

/**
 * Reports every file in `lessons/` that no page shows. @param placed ids of the exercises in lessons
 * @param pictures files that lessons show @param isWhole false if a page is unreadable or cut up by a mistake, and may show more
 */
export function reportUnused(
  files: CourseFiles,
  outline: Outline,
  placed: ReadonlySet<string>,
  pictures: ReadonlySet<string>,
  isWhole: boolean,
  problems: Problem[],
): void {
  if (!isWhole) return;
  const listed = new Set(lessonPaths(outline));
  const exercises = new Set(exerciseFolders(files));
  for (const path of files.keys()) {
    if (
      !path.startsWith("lessons/") ||
      path === COURSE ||
      path === GLOSSARY ||
      path === STUDIO ||
      listed.has(path) ||
      pictures.has(path)
    )
      continue;
    const [, week = "", name = "", ...rest] = path.split("/");
    const id = `${week}/${name}`;
    const inFolder = rest.join("/");
    if (inFolder === "") {
      const help = path.endsWith(".md")
        ? `name it in ${COURSE}, or remove it`
        : "remove it, or show it in a lesson";
      problems.push(fileProblem(path, "unused", "nothing uses this file", help));
    } else if (!exercises.has(id)) {
      const help = `move it, or remove it`;
      problems.push(
        fileProblem(
          path,
          "unused",
          `lessons/${id} is not an exercise, and nothing else uses this file`,
          help,
        ),
      );
    } else if (inFolder === "exercise.yaml") {
      if (placed.has(id)) continue;
      const help = `write \`::exercise{#${name} exercise="${name}"}\` where it belongs`;
      problems.push(fileProblem(path, "unused", "no lesson shows this exercise", help));
    } else if (!isExerciseFile(inFolder)) {
      const near = nearFile(inFolder);
      const help =
        near === undefined || files.has(`lessons/${id}/${near}`)
          ? "an exercise has exercise.yaml, hints.md, and stub, solution and wrong/* in .ts and .rs"
          : `rename it to ${near}`;
      problems.push(fileProblem(path, "unused", `unexpected file ${inFolder} in an exercise`, help));
    }
  }
}

/** The file of an exercise that another name is meant for: `Stub.ts`, `exercise.yml`, `wrong/my stack.js`. */
function nearFile(path: string): string | undefined {
  const name = path
    .toLowerCase()
    .replace(/\.yml$/, ".yaml")
    .replace(/\.(m?js|mts|tsx|jsx)$/, ".ts")
    .replace(/^wrongs?(?:[ _-]?answers?)?\//, "wrong/")
    .replaceAll(/\s+/g, "-");
  if (name !== path && isExerciseFile(name)) return name;
  return closest(name, ["exercise.yaml", "stub.ts", "solution.ts", "hints.md", "stub.rs", "solution.rs"]);
}
