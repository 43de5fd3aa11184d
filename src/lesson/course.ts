/** Compiles the whole course that course.yaml lists, and checks across files. */
import { checkImages, checkUses } from "./across.ts";
import { checkAliases } from "./aliases.ts";
import { reportChecks } from "./checks.ts";
import { codeProblems } from "./code.ts";
import type { CodeFence } from "./code.ts";
import { wrongAnswers } from "./exercise.ts";
import { readCourseFiles } from "./files.ts";
import type { CourseFiles } from "./files.ts";
import { loadHighlight, plain } from "./highlight.ts";
import type { Highlight } from "./highlight.ts";
import { checkTerms, readGlossary } from "./glossary.ts";
import { readStudio } from "./studio.ts";
import type { RulePlaces } from "./studio.ts";
import type { Term } from "./glossary.ts";
import { checkLinks } from "./links.ts";
import { Memo } from "./memo.ts";
import { readOutline, reportUnused } from "./outline.ts";
import type { Outline } from "./outline.ts";
import { compileParts } from "./parts.ts";
import { programProblems } from "./programs.ts";
import type { ProgramUse } from "./programs.ts";
import type { TermUse } from "./terms.ts";
import { reportRustOrphans } from "./rust-side.ts";
import { timeOf } from "./time.ts";
import { withStrayCharacters } from "./stray-characters.ts";
import { reportTodos } from "./todos.ts";
import type { Parts } from "./parts.ts";
import { sortProblems } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import type { Course, Exercise, ExerciseMeta, Lesson, LessonMeta, WrongAnswer } from "../course/types.ts";

export interface CompiledCourse {
  course: Course;
  /** `week-01/day-1` -> lesson, in course order */
  lessons: Map<string, Lesson>;
  /** `week-01/gather` -> exercise, in the order of the lessons */
  exercises: Map<string, Exercise>;
  /** Pictures that lessons show, as paths from the repository's root. */
  images: string[];
  /** `week-01/gather` -> its wrong answers, for authors. */
  wrong: Map<string, WrongAnswer[]>;
  glossary: readonly Term[];
  /** Where the lessons explain each rule of the studio. */
  studio: RulePlaces;
  /** Code fences to compile; `compileAll` has compiled them. */
  code: CodeFence[];
  /** Rust programs to read and orders to compare; `compileAll` has done so. */
  programs: ProgramUse[];
  problems: Problem[];
}

interface Options {
  /** false leaves code uncoloured, which is much faster; for checks */
  highlight?: boolean;
  /** The memo of an earlier compilation; unchanged parts are reused. */
  memo?: Memo;
}

/** Compiles `<root>/lessons`; collects problems instead of throwing. */
export async function compileCourse(
  root: string,
  { highlight, memo = new Memo() }: Options = {},
): Promise<CompiledCourse> {
  const reading: Problem[] = [];
  const [files, colour] = await Promise.all([
    readCourseFiles(root, reading),
    highlight === false ? plain : loadHighlight(),
  ]);
  const compiled = await compileAll(files, colour, memo);
  return { ...compiled, problems: sortProblems([...reading, ...compiled.problems]) };
}

/** The same for files in memory. */
export async function compileAll(
  files: CourseFiles,
  highlight: Highlight,
  memo: Memo = new Memo(),
): Promise<CompiledCourse> {
  const compiled = compileFiles(files, highlight, memo);
  const late = await Promise.all([codeProblems(compiled.code), programProblems(compiled.programs)]);
  return { ...compiled, problems: sortProblems([...compiled.problems, ...late.flat()]) };
}

/** Everything except compiling the lessons' code and running their programs. */
export function compileFiles(
  files: CourseFiles,
  highlight: Highlight,
  memo: Memo = new Memo(),
): CompiledCourse {
  const problems: Problem[] = [];
  const outline = readOutline(files, problems);
  const glossary = readGlossary(files, problems);
  const studio = readStudio(files, problems);
  const parts = compileParts(files, outline?.weeks ?? [], glossary, highlight, memo);
  const isWhole =
    [...parts.pages.values(), ...parts.weeks.values()].every(({ anchors }) => anchors !== null) &&
    ![...files].some(([path, text]) => text === null && path.endsWith(".md"));
  // A block that is not one may place an exercise.
  const isOrderKnown = isWhole && !parts.problems().some(({ file }) => file.endsWith(".md"));
  checkUses(parts.exercises, isOrderKnown ? [...parts.placed] : [], files, problems);
  reportChecks(files, [...parts.exercises.keys()], problems);
  reportRustOrphans(files, [...parts.exercises.keys()], problems);
  reportTodos(files, [...parts.exercises.keys()], problems);
  const images = checkImages(parts.all, files);
  // Without the list, unlisted files cannot be reported.
  if (outline !== null) {
    checkLinks([...parts.all.flatMap((page) => page.links), ...studio.links], anchorsOf(outline, parts));
    checkAliases(outline, [...parts.exercises.keys()], files, problems);
    checkTerms(glossary, usesOf(outline, parts), files, problems);
    const beside = [...parts.pages.values()].flatMap((page) => [...page.beside]);
    reportUnused(files, outline, parts.placed, new Set([...images, ...beside]), isWhole, problems);
  }

  const minutes = new Map(
    [...parts.exercises].map(([id, { exercise }]) => [id, exercise?.minutes ?? 0] as const),
  );
  const lessons = new Map<string, Lesson>();
  for (const [id, { lesson }] of parts.pages) {
    if (lesson === null) continue;
    const time = timeOf(lesson.blocks, minutes);
    lessons.set(id, { ...lesson, minutes: lesson.minutes ?? Math.max(1, time.now), time });
  }
  const exercises = new Map(
    [...parts.placed].flatMap((id) => {
      const exercise = parts.exercises.get(id)?.exercise ?? null;
      return exercise === null ? [] : [[id, exercise]];
    }),
  );
  return {
    course: courseOf(outline, parts, [...lessons.values()], [...exercises.values()]),
    lessons,
    exercises,
    images: [...images],
    wrong: new Map([...exercises.keys()].map((id) => [id, wrongAnswers(files, id)])),
    glossary: glossary.terms,
    studio: studio.places,
    code: parts.all.flatMap((page) => page.code),
    programs: [...parts.pages.values()].flatMap((page) => [...page.programs]),
    problems: sortProblems(withStrayCharacters(files, [...problems, ...parts.problems()])),
  };
}

/** The ids of every listed page; null for a page without a file. */
function anchorsOf({ weeks }: Outline, parts: Parts): Map<string, ReadonlySet<string> | null> {
  const anchors = new Map<string, ReadonlySet<string> | null>();
  for (const { id, lessons } of weeks) {
    anchors.set(`${id}/week`, parts.weeks.get(id)?.anchors ?? null);
    for (const lesson of lessons)
      anchors.set(`${id}/${lesson}`, parts.pages.get(`${id}/${lesson}`)?.anchors ?? null);
  }
  return anchors;
}

/** The terms of every page that has a file, in the order of the course. */
function usesOf({ weeks }: Outline, parts: Parts): Map<string, readonly TermUse[]> {
  const pages = weeks.flatMap(({ id, lessons }): [string, readonly TermUse[] | undefined][] => [
    [`${id}/week`, parts.weeks.get(id)?.terms],
    ...lessons.map((lesson): [string, readonly TermUse[] | undefined] => [
      `${id}/${lesson}`,
      parts.pages.get(`${id}/${lesson}`)?.terms,
    ]),
  ]);
  return new Map(pages.flatMap(([page, uses]) => (uses === undefined ? [] : [[page, uses]])));
}

/** @param exercises that lessons place */
function courseOf(
  outline: Outline | null,
  { weeks }: Parts,
  lessons: readonly Lesson[],
  exercises: readonly Exercise[],
): Course {
  return {
    title: outline?.title ?? "",
    tagline: outline?.tagline ?? "",
    ...(outline?.aliases && { aliases: outline.aliases }),
    weeks: [...weeks].map(([id, { text }]) => ({
      id,
      ...text,
      lessons: lessons.filter((lesson) => lesson.weekId === id).map(metaOfLesson),
      exercises: exercises.filter((exercise) => exercise.id.startsWith(`${id}/`)).map(metaOfExercise),
    })),
  };
}

function metaOfLesson({ blocks: _blocks, headings: _headings, ...meta }: Lesson): LessonMeta {
  return meta;
}

function metaOfExercise(exercise: Exercise): ExerciseMeta {
  const { id, title, summary, exports, minutes, uses, contentHash } = exercise;
  return { id, title, summary, exports, minutes, uses, contentHash };
}
