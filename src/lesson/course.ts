/** The whole course: compiles what the one list names, and checks what only shows across files. */
import { reportChecks } from "./checks.ts";
import { codeProblems } from "./code.ts";
import type { CodeFence } from "./code.ts";
import { compileExercise, exerciseFolders, exerciseKey, wrongAnswers } from "./exercise.ts";
import type { CompiledExercise } from "./exercise.ts";
import { readCourseFiles } from "./files.ts";
import type { CourseFiles } from "./files.ts";
import { loadHighlight, plain } from "./highlight.ts";
import type { Highlight } from "./highlight.ts";
import { compileLesson } from "./lesson.ts";
import type { CompiledLesson } from "./lesson.ts";
import { checkLinks } from "./links.ts";
import type { PageLinks } from "./links.ts";
import { Memo } from "./memo.ts";
import type { Remembered } from "./memo.ts";
import { readOutline, reportUnused } from "./outline.ts";
import { SourceFile, sortProblems, suggest } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import type { Course, Exercise, ExerciseMeta, Lesson, LessonMeta, WrongAnswer } from "../course/types.ts";
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

interface Options {
  /** false leaves code uncoloured, which is much faster: for checking */
  highlight?: boolean;
  /** Of an earlier compilation: what has not changed since is taken from it. */
  memo?: Memo;
}

/** Compiles `<root>/lessons`; collects problems instead of throwing. */
export async function compileCourse(
  root: string,
  { highlight, memo = new Memo() }: Options = {},
): Promise<CompiledCourse> {
  const [files, colour] = await Promise.all([
    readCourseFiles(root),
    highlight === false ? plain : loadHighlight(),
  ]);
  return compileAll(files, colour, memo);
}

/** The same on files that are in memory already. */
export async function compileAll(
  files: CourseFiles,
  highlight: Highlight,
  memo: Memo = new Memo(),
): Promise<CompiledCourse> {
  const compiled = compileFiles(files, highlight, memo);
  const problems = sortProblems([...compiled.problems, ...(await codeProblems(compiled.code))]);
  return { ...compiled, problems };
}

/** All that can be said without a compiler for the code that lessons show. */
export function compileFiles(
  files: CourseFiles,
  highlight: Highlight,
  memo: Memo = new Memo(),
): CompiledCourse {
  const problems: Problem[] = [];
  const sourceAt = (path: string): SourceFile => new SourceFile(path, files.get(path) ?? "", problems);
  const outline = readOutline(files, problems);
  const weeksListed = outline?.weeks ?? [];
  const remembered: Remembered<unknown>[] = [];
  const recall = <T>(name: string, key: string, compile: (problems: Problem[]) => T): T => {
    const entry = memo.get(name, key, compile);
    remembered.push(entry);
    return entry.value;
  };

  const exercises = new Map<string, CompiledExercise>();
  for (const id of exerciseFolders(files)) {
    const compile = (into: Problem[]): CompiledExercise => compileExercise(files, id, highlight, into);
    exercises.set(id, recall(`exercise ${id}`, exerciseKey(files, id), compile));
  }
  checkUses(exercises, sourceAt);
  reportChecks(files, [...exercises.keys()], problems);

  const titles = new Map([...exercises].map(([id, { exercise }]) => [id, exercise?.title ?? id]));
  const titlesKey = JSON.stringify([...titles]);
  const weeks = new Map<string, CompiledWeek>();
  const pages = new Map<string, CompiledLesson>();
  for (const { id: weekId, lessons } of weeksListed) {
    const path = `lessons/${weekId}/week.md`;
    const text = files.get(path);
    if (typeof text === "string") {
      const compile = (into: Problem[]): CompiledWeek =>
        compileWeek(new SourceFile(path, text, into), weekId, highlight);
      weeks.set(weekId, recall(path, text, compile));
    }
    for (const lessonId of lessons) {
      const lessonPath = `lessons/${weekId}/${lessonId}.md`;
      const lesson = files.get(lessonPath);
      if (typeof lesson !== "string") continue;
      const context = { weekId, lessonId, exercises: titles, highlight };
      const compile = (into: Problem[]): CompiledLesson =>
        compileLesson(new SourceFile(lessonPath, lesson, into), context);
      pages.set(`${weekId}/${lessonId}`, recall(lessonPath, `${titlesKey}\n${lesson}`, compile));
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
  for (const { own, across } of remembered) problems.push(...own, ...across);
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
