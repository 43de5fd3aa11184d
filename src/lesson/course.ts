/** The whole course: reads the one list, compiles what it names, and reports what is missing and what nothing uses. */
import { compileExercise, isExerciseFile } from "./exercise.ts";
import { readCourseFiles } from "./files.ts";
import type { CourseFiles } from "./files.ts";
import { parseYaml } from "./front-matter.ts";
import { loadHighlight, plain } from "./highlight.ts";
import type { Highlight } from "./highlight.ts";
import { compileLesson } from "./lesson.ts";
import type { CompiledLesson } from "./lesson.ts";
import { checkLinks } from "./links.ts";
import type { CourseLink, PageLinks } from "./links.ts";
import { fileProblem, SourceFile, sortProblems, suggest } from "./problem.ts";
import type { Problem } from "./problem.ts";
import { CourseFile } from "./schemas.ts";
import type { Course, Exercise, Lesson, Week } from "./types.ts";
import { compileWeek } from "./week.ts";

export interface CompiledCourse {
  course: Course;
  /** `week-01/day-1` -> lesson, in course order */
  lessons: Map<string, Lesson>;
  /** `week-01/gather` -> exercise, in the order in which lessons place them */
  exercises: Map<string, Exercise>;
  /** Pictures that lessons show, as paths from the repository's root. */
  images: string[];
  problems: Problem[];
}

const COURSE = "lessons/course.yaml";

/**
 * Compiles `<root>/lessons`; collects problems instead of throwing.
 * @param options.highlight false leaves code uncoloured, which is much faster: for checking
 */
export async function compileCourse(
  root: string,
  options: { highlight?: boolean } = {},
): Promise<CompiledCourse> {
  const [files, highlight] = await Promise.all([
    readCourseFiles(root),
    options.highlight === false ? plain : loadHighlight(),
  ]);
  return compileFiles(files, highlight);
}

/** The same on files that are in memory already. */
export function compileFiles(files: CourseFiles, highlight: Highlight): CompiledCourse {
  const problems: Problem[] = [];
  const outline = readOutline(files, problems);
  const exercises = compileExercises(files, highlight, problems);
  const titles = new Map([...exercises].map(([id, exercise]) => [id, exercise?.title ?? id]));
  checkUses(files, exercises, problems);

  const pages = new Map<string, CompiledLesson>();
  const weeks: { id: string; text: ReturnType<typeof compileWeek>["text"]; lessons: string[] }[] = [];
  const found: PageLinks[] = [];
  for (const { id: weekId, lessons } of outline?.weeks ?? []) {
    const source = sourceAt(`lessons/${weekId}/week.md`, files, problems);
    const week = compileWeek(source, weekId, highlight);
    found.push(week);
    weeks.push({ id: weekId, text: week.text, lessons });
    for (const lessonId of lessons) {
      const path = `lessons/${weekId}/${lessonId}.md`;
      if (!files.has(path)) continue;
      const page = compileLesson(sourceAt(path, files, problems), {
        weekId,
        lessonId,
        exercises: titles,
        highlight,
      });
      pages.set(`${weekId}/${lessonId}`, page);
      found.push(page);
    }
  }

  const links = found.flatMap((page) => page.links);
  checkCourseLinks(
    links,
    pages,
    weeks.map((week) => week.id),
  );
  const images = checkImages(found, files);
  reportUnused(files, pages, images, problems);

  const lessons = new Map<string, Lesson>();
  for (const [id, page] of pages) if (page.lesson !== null) lessons.set(id, page.lesson);
  const placed = new Map<string, Exercise>();
  for (const id of [...pages.values()].flatMap((page) => [...page.exercises])) {
    const exercise = exercises.get(id);
    if (exercise) placed.set(id, exercise);
  }
  return {
    course: {
      title: outline?.title ?? "",
      tagline: outline?.tagline ?? "",
      weeks: weeks.map(({ id, text }): Week => ({
        id,
        ...text,
        lessons: [...lessons.values()].filter((lesson) => lesson.weekId === id).map(metaOfLesson),
        exercises: [...placed.values()]
          .filter((exercise) => exercise.id.startsWith(`${id}/`))
          .map(metaOfExercise),
      })),
    },
    lessons,
    exercises: placed,
    images: [...images],
    problems: sortProblems(problems),
  };
}

function sourceAt(path: string, files: CourseFiles, problems: Problem[]): SourceFile {
  return new SourceFile(path, files.get(path) ?? "", problems);
}

/** `course.yaml`; what it names and what is not there is reported at its place. */
function readOutline(
  files: CourseFiles,
  problems: Problem[],
): ReturnType<typeof parseYaml<typeof CourseFile.entries>> {
  if (!files.has(COURSE)) {
    problems.push(
      fileProblem(
        COURSE,
        "course-file",
        "the course has no list",
        "write lessons/course.yaml: title, tagline, weeks",
      ),
    );
    return null;
  }
  const source = sourceAt(COURSE, files, problems);
  const outline = parseYaml(source, { start: 0, end: source.text.length }, CourseFile);
  const seen = new Set<string>();
  for (const { id, lessons } of outline?.weeks ?? []) {
    for (const name of ["", ...lessons]) {
      const path = name === "" ? `lessons/${id}/week.md` : `lessons/${id}/${name}.md`;
      const span = wordSpan(source, name === "" ? id : name, id);
      if (seen.has(path))
        source.report("duplicate-id", span, `${path} is listed twice`, "keep one of the two");
      else if (!files.has(path)) {
        const beside = [...files.keys()].filter(
          (file) => file.startsWith(`lessons/${id}/`) && /^[^/]+\/[^/]+\/[^/]+\.md$/.test(file),
        );
        const near = suggest(
          path,
          beside.filter((file) => !file.endsWith("/week.md")),
        );
        source.report("missing-file", span, `there is no file ${path}`, near);
      }
      seen.add(path);
    }
  }
  return outline;
}

/** Where `word` stands in the list, after the week `weekId`. */
function wordSpan(source: SourceFile, word: string, weekId: string): { start: number; end: number } {
  const week = Math.max(0, source.text.search(new RegExp(`id:\\s*["']?${weekId}\\b`)));
  const at = new RegExp(`(?<![\\w-])${word}(?![\\w-])`).exec(source.text.slice(week));
  const start = week + (at?.index ?? 0);
  return { start, end: start + word.length };
}

function compileExercises(
  files: CourseFiles,
  highlight: Highlight,
  problems: Problem[],
): Map<string, Exercise | null> {
  const exercises = new Map<string, Exercise | null>();
  for (const path of files.keys()) {
    const id = /^lessons\/([^/]+\/[^/]+)\/exercise\.yaml$/.exec(path)?.[1];
    if (id !== undefined) exercises.set(id, compileExercise(files, id, highlight, problems));
  }
  return exercises;
}

function checkUses(
  files: CourseFiles,
  exercises: ReadonlyMap<string, Exercise | null>,
  problems: Problem[],
): void {
  for (const [id, exercise] of exercises) {
    for (const use of exercise?.uses ?? []) {
      if (exercises.has(use)) continue;
      const source = sourceAt(`lessons/${id}/exercise.yaml`, files, problems);
      const start = Math.max(
        0,
        source.text.indexOf(use.split("/").at(-1) ?? use, source.text.search(/^uses:/m)),
      );
      const span = { start, end: start + (use.split("/").at(-1) ?? use).length };
      source.report("no-exercise", span, `there is no exercise ${use}`, suggest(use, [...exercises.keys()]));
    }
  }
}

function checkCourseLinks(
  links: readonly CourseLink[],
  pages: ReadonlyMap<string, CompiledLesson>,
  weekIds: readonly string[],
): void {
  const anchors = new Map<string, ReadonlySet<string>>([...pages].map(([id, page]) => [id, page.anchors]));
  for (const id of weekIds) anchors.set(`${id}/week`, new Set());
  checkLinks(links, anchors);
}

function checkImages(found: readonly PageLinks[], files: CourseFiles): Set<string> {
  const images = new Set<string>();
  for (const { source, span, file } of found.flatMap((page) => page.images)) {
    if (files.has(file)) images.add(file);
    else
      source.report(
        "dead-image",
        span,
        `there is no file ${file}`,
        suggest(
          file,
          [...files.keys()].filter((path) => !/\.(md|ya?ml|ts|rs)$/.test(path)),
        ),
      );
  }
  return images;
}

function reportUnused(
  files: CourseFiles,
  pages: ReadonlyMap<string, CompiledLesson>,
  images: ReadonlySet<string>,
  problems: Problem[],
): void {
  const placed = new Set([...pages.values()].flatMap((page) => [...page.exercises]));
  const weeks = new Set([...pages.keys()].map((id) => id.split("/")[0]));
  for (const path of files.keys()) {
    if (!path.startsWith("lessons/") || path === COURSE || images.has(path)) continue;
    const [, week = "", name = "", ...rest] = path.split("/");
    const id = `${week}/${name}`;
    if (rest.length > 0 && files.has(`lessons/${id}/exercise.yaml`)) {
      if (rest.join("/") === "exercise.yaml" && !placed.has(id)) {
        problems.push(
          fileProblem(
            `lessons/${id}`,
            "unused",
            "no lesson places this exercise",
            `write \`::exercise{#${name} exercise="${name}"}\``,
          ),
        );
      } else if (!isExerciseFile(rest.join("/"))) {
        problems.push(
          fileProblem(
            path,
            "unused",
            "no exercise has a file of this name",
            "see the folder's layout in AUTHORING.md",
          ),
        );
      }
    } else if (rest.length > 0) {
      const help = `write lessons/${id}/exercise.yaml, or remove the folder`;
      problems.push(fileProblem(path, "unused", `lessons/${id} is no exercise`, help));
    } else if (!(weeks.has(week) && name === "week.md") && !pages.has(id.replace(/\.md$/, ""))) {
      const help = path.endsWith(".md") ? "name it in lessons/course.yaml, or remove it" : "remove it";
      problems.push(fileProblem(path, "unused", "nothing uses this file", help));
    }
  }
}

function metaOfLesson({ blocks: _blocks, headings: _headings, ...meta }: Lesson): Week["lessons"][number] {
  return meta;
}

function metaOfExercise(exercise: Exercise): Week["exercises"][number] {
  const { id, title, summary, exports, minutes, uses, contentHash } = exercise;
  return { id, title, summary, exports, minutes, uses, contentHash };
}
