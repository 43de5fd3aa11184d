/** The whole course: compiles what the one list names, and checks what only shows across files. */
import { reportChecks } from "./checks.ts";
import { codeProblems } from "./code.ts";
import type { CodeFence } from "./code.ts";
import { compileExercise, exerciseFolders, wrongAnswers } from "./exercise.ts";
import type { CompiledExercise } from "./exercise.ts";
import { readCourseFiles } from "./files.ts";
import type { CourseFiles } from "./files.ts";
import { loadHighlight, plain } from "./highlight.ts";
import type { Highlight } from "./highlight.ts";
import { compileLesson } from "./lesson.ts";
import type { CompiledLesson } from "./lesson.ts";
import { checkLinks } from "./links.ts";
import type { PageLinks } from "./links.ts";
import { readOutline, reportUnused } from "./outline.ts";
import { SourceFile, sortProblems, suggest } from "./problem.ts";
import type { Problem } from "./problem.ts";
import type { Course, Exercise, ExerciseMeta, Lesson, LessonMeta, WrongAnswer } from "./types.ts";
import { compileWeek } from "./week.ts";
import type { CompiledWeek } from "./week.ts";

export interface CompiledCourse {
  course: Course;
  /** `week-01/day-1` -> lesson, in course order */
  lessons: Map<string, Lesson>;
  /** `week-01/gather` -> exercise, in the order in which lessons place them */
  exercises: Map<string, Exercise>;
  /** Pictures that lessons show, as paths from the repository's root. */
  images: string[];
  /** `week-01/gather` -> its wrong answers, for authors. */
  wrong: Map<string, WrongAnswer[]>;
  /** Code to be compiled; `compileAll` has done so. */
  code: CodeFence[];
  problems: Problem[];
}

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
  return compileAll(files, highlight);
}

/** The same on files that are in memory already. */
export async function compileAll(files: CourseFiles, highlight: Highlight): Promise<CompiledCourse> {
  const compiled = compileFiles(files, highlight);
  const problems = sortProblems([...compiled.problems, ...(await codeProblems(compiled.code))]);
  return { ...compiled, problems };
}

/** All that can be said without a compiler for the code that lessons show. */
export function compileFiles(files: CourseFiles, highlight: Highlight): CompiledCourse {
  const problems: Problem[] = [];
  const sourceAt = (path: string): SourceFile => new SourceFile(path, files.get(path) ?? "", problems);
  const outline = readOutline(files, problems);
  const weeksListed = outline?.weeks ?? [];

  const exercises = new Map<string, CompiledExercise>();
  for (const id of exerciseFolders(files)) exercises.set(id, compileExercise(files, id, highlight, problems));
  checkUses(exercises, sourceAt);
  reportChecks(files, [...exercises.keys()], problems);

  const titles = new Map([...exercises].map(([id, { exercise }]) => [id, exercise?.title ?? id]));
  const weeks = new Map<string, CompiledWeek>();
  const pages = new Map<string, CompiledLesson>();
  for (const { id: weekId, lessons } of weeksListed) {
    const weekPath = `lessons/${weekId}/week.md`;
    if (files.has(weekPath)) weeks.set(weekId, compileWeek(sourceAt(weekPath), weekId, highlight));
    for (const lessonId of lessons) {
      const path = `lessons/${weekId}/${lessonId}.md`;
      if (!files.has(path)) continue;
      const context = { weekId, lessonId, exercises: titles, highlight };
      pages.set(`${weekId}/${lessonId}`, compileLesson(sourceAt(path), context));
    }
  }

  const found: PageLinks[] = [...exercises.values(), ...weeks.values(), ...pages.values()];
  const anchors = new Map<string, ReadonlySet<string> | null>();
  for (const { id, lessons } of weeksListed) {
    anchors.set(`${id}/week`, weeks.get(id)?.anchors ?? null);
    for (const lesson of lessons)
      anchors.set(`${id}/${lesson}`, pages.get(`${id}/${lesson}`)?.anchors ?? null);
  }
  const links = found.flatMap((page) => page.links);
  if (outline !== null) checkLinks(links, anchors);
  const images = checkImages(found, files);
  const placed = new Set([...pages.values()].flatMap((page) => [...page.exercises]));
  // Without the list, nothing can be said about what it leaves out.
  if (outline !== null) reportUnused(files, outline, placed, images, problems);

  const lessons = new Map([...pages].flatMap(([id, { lesson }]) => (lesson === null ? [] : [[id, lesson]])));
  const shown = new Map(
    [...placed].flatMap((id) => {
      const exercise = exercises.get(id)?.exercise ?? null;
      return exercise === null ? [] : [[id, exercise]];
    }),
  );
  const course: Course = {
    title: outline?.title ?? "",
    tagline: outline?.tagline ?? "",
    weeks: [...weeks].map(([id, { text }]) => ({
      id,
      ...text,
      lessons: [...lessons.values()].filter((lesson) => lesson.weekId === id).map(metaOfLesson),
      exercises: [...shown.values()]
        .filter((exercise) => exercise.id.startsWith(`${id}/`))
        .map(metaOfExercise),
    })),
  };
  const code = found.flatMap((page) => page.code);
  const wrong = new Map([...shown.keys()].map((id) => [id, wrongAnswers(files, id)]));
  return {
    wrong,
    course,
    lessons,
    exercises: shown,
    images: [...images],
    code,
    problems: sortProblems(problems),
  };
}

/** Exercises may build on others; those must exist, and the whole must have a beginning. */
function checkUses(
  exercises: ReadonlyMap<string, CompiledExercise>,
  sourceAt: (path: string) => SourceFile,
): void {
  const usesOf = (id: string): string[] => exercises.get(id)?.exercise?.uses ?? [];
  for (const id of exercises.keys()) {
    for (const use of usesOf(id)) {
      const source = sourceAt(`lessons/${id}/exercise.yaml`);
      const written = source.text.includes(use) ? use : (use.split("/")[1] ?? use);
      const start = source.text.indexOf(written, Math.max(0, source.text.search(/^uses:/m)));
      const span = { start, end: start + written.length };
      if (exercises.has(use)) {
        const circle = pathBetween(use, id, usesOf);
        if (circle === undefined) continue;
        const way = [id, ...circle].join(" uses ");
        source.report("circular-uses", span, `${way}`, "an exercise can only use what comes before it");
      } else {
        const others = [...exercises.keys()].filter((other) => other !== id);
        source.report("no-exercise", span, `there is no exercise ${use}`, suggest(use, others));
      }
    }
  }
}

/** @returns the exercises from `from` to `to`, both included, along what they use */
function pathBetween(
  from: string,
  to: string,
  usesOf: (id: string) => string[],
  seen: ReadonlySet<string> = new Set(),
): string[] | undefined {
  if (from === to) return [to];
  if (seen.has(from)) return undefined;
  for (const next of usesOf(from)) {
    const rest = pathBetween(next, to, usesOf, new Set([...seen, from]));
    if (rest !== undefined) return [from, ...rest];
  }
  return undefined;
}

/** @returns the pictures that exist, each once */
function checkImages(found: readonly PageLinks[], files: CourseFiles): Set<string> {
  const images = new Set<string>();
  const pictures = [...files].flatMap(([path, text]) => (text === null ? [path] : []));
  for (const { source, span, file } of found.flatMap((page) => page.images)) {
    if (files.has(file)) images.add(file);
    else source.report("dead-image", span, `there is no file ${file}`, suggest(file, pictures));
  }
  return images;
}

function metaOfLesson({ id, weekId, kind, label, title, summary, minutes, tasks }: Lesson): LessonMeta {
  return { id, weekId, kind, label, title, summary, minutes, tasks };
}

function metaOfExercise(exercise: Exercise): ExerciseMeta {
  const { id, title, summary, exports, minutes, uses, contentHash } = exercise;
  return { id, title, summary, exports, minutes, uses, contentHash };
}
