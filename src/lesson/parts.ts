/** Compiles the parts of a course separately (exercises, weeks, lessons), with a memo from one compilation to the next. */
import { compileExercise, exerciseFolders, exerciseKey } from "./exercise.ts";
import type { CompiledExercise } from "./exercise.ts";
import type { CourseFiles } from "./files.ts";
import type { Highlight } from "./highlight.ts";
import type { Glossary } from "./glossary.ts";
import { compileLesson } from "./lesson.ts";
import type { CompiledLesson } from "./lesson.ts";
import type { PageLinks } from "./links.ts";
import type { Memo, Remembered } from "./memo.ts";
import type { Outline } from "./outline.ts";
import { SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { compileWeek } from "./week.ts";
import type { CompiledWeek } from "./week.ts";

export interface Parts {
  /** `week-01/gather` -> every exercise with a folder, shown or not */
  exercises: Map<string, CompiledExercise>;
  /** `week-01` -> listed weeks with a file */
  weeks: Map<string, CompiledWeek>;
  /** `week-01/day-1` -> listed lessons with a file */
  pages: Map<string, CompiledLesson>;
  /** All of the above. */
  all: PageLinks[];
  /** Ids of the exercises in lessons. */
  placed: ReadonlySet<string>;
  /** Problems of each part, from its compilation and later; so read them last. */
  problems(): Problem[];
}

export function compileParts(
  files: CourseFiles,
  listed: Outline["weeks"],
  glossary: Glossary,
  highlight: Highlight,
  memo: Memo,
): Parts {
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

  const titles = new Map([...exercises].map(([id, { exercise }]) => [id, exercise?.title ?? id]));
  const titlesKey = JSON.stringify([...titles]);
  const weeks = new Map<string, CompiledWeek>();
  const pages = new Map<string, CompiledLesson>();
  for (const { id: weekId, lessons } of listed) {
    const path = `lessons/${weekId}/week.md`;
    const text = files.get(path);
    if (typeof text === "string") {
      const compile = (into: Problem[]): CompiledWeek =>
        compileWeek(new SourceFile(path, text, into), weekId, glossary, highlight);
      weeks.set(weekId, recall(path, `${glossary.key}\n${text}`, compile));
    }
    for (const lessonId of lessons) {
      const lessonPath = `lessons/${weekId}/${lessonId}.md`;
      const lesson = files.get(lessonPath);
      if (typeof lesson !== "string") continue;
      const folder = `lessons/${weekId}/`;
      const svgs = lesson.includes("drawing") ? filesBeside(folder, ".svg", files) : [];
      const rust = lesson.includes(".rs") ? filesBeside(folder, ".rs", files) : [];
      const yaml = lesson.includes(".yaml") ? filesBeside(folder, ".yaml", files) : [];
      const compile = (into: Problem[]): CompiledLesson => {
        const sources = (all: readonly [string, string][]): Map<string, SourceFile> =>
          new Map(all.map(([file, text]) => [file, new SourceFile(file, text, into)]));
        const beside = { drawings: sources(svgs), programs: sources(rust), designs: sources(yaml) };
        const context = { weekId, lessonId, exercises: titles, glossary, highlight, ...beside };
        return compileLesson(new SourceFile(lessonPath, lesson, into), context);
      };
      const key = JSON.stringify([titlesKey, glossary.key, lesson, svgs, rust, yaml]);
      pages.set(`${weekId}/${lessonId}`, recall(lessonPath, key, compile));
    }
  }
  return {
    exercises,
    weeks,
    pages,
    all: [...exercises.values(), ...weeks.values(), ...pages.values()],
    placed: new Set([...pages.values()].flatMap((page) => [...page.exercises])),
    problems: () => remembered.flatMap(({ own, across }) => [...own, ...across]),
  };
}

/** The files of one kind in a lesson's folder: those that it shows, and those whose names can be suggested. */
function filesBeside(folder: string, ending: string, files: CourseFiles): [string, string][] {
  return [...files].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && entry[0].startsWith(folder) && entry[0].endsWith(ending),
  );
}
