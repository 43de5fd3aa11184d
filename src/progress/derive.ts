/** Derives what counts as done from the course and the records; it is not stored. */
import type { Course, LessonMeta, TaskMeta } from "../course/types.ts";
import { Language, recordIdOf } from "./language.ts";
import { valueOf } from "./store.ts";
import type { Stored } from "./schema.ts";
import { isFulfilled } from "./studio.ts";

type Records = Readonly<Record<string, Stored>>;

export const lessonKey = (lesson: LessonMeta): string => `${lesson.weekId}/${lesson.id}`;
export const taskKey = (lesson: LessonMeta, taskId: string): string => `${lessonKey(lesson)}/${taskId}`;
/** The closing note of a day, written before it is marked done. */
export const closingKey = (lesson: LessonMeta): string => taskKey(lesson, "closing");

/** A graded finding in a picture, beside the written answer about it. */
export const findingKey = (key: string): string => `${key}-finding`;

const hasPassed = (records: Records, exercise: string): boolean =>
  valueOf(records, "result", exercise)?.passedCode !== undefined;

export function taskDone(records: Records, lesson: LessonMeta, task: TaskMeta): boolean {
  switch (task.kind) {
    case "question":
    case "journal":
    case "blocking-lab":
    case "console":
    case "latencies":
      return hasText(records, taskKey(lesson, task.id));
    case "prediction":
      return valueOf(records, "answer", taskKey(lesson, task.id))?.chosen !== undefined;
    case "studio": {
      const text = valueOf(records, "answer", taskKey(lesson, task.id))?.text ?? "";
      return (task.requires ?? []).length > 0 ? isFulfilled(text) : text.trim() !== "";
    }
    case "predict-next":
      return (valueOf(records, "mastery", taskKey(lesson, task.id))?.answered ?? 0) >= (task.rounds ?? 1);
    case "exercise":
    case "capstone":
      return Language.options.some((language) =>
        hasPassed(records, recordIdOf(task.exercise ?? "", language)),
      );
  }
}

const hasText = (records: Records, key: string): boolean =>
  (valueOf(records, "answer", key)?.text.trim().length ?? 0) > 0;

/** A day can be marked done after some writing: an open question, a journal entry or the closing note. */
export function hasWritten(records: Records, lesson: LessonMeta): boolean {
  const writing = lesson.tasks.filter((task) => task.kind === "question" || task.kind === "journal");
  return [closingKey(lesson), ...writing.map((task) => taskKey(lesson, task.id))].some((key) =>
    hasText(records, key),
  );
}

export const isDone = (records: Records, lesson: LessonMeta): boolean =>
  valueOf(records, "mark", lessonKey(lesson))?.done === true;

export interface LessonProgress {
  done: number;
  total: number;
  marked: boolean;
}

export function lessonProgress(records: Records, lesson: LessonMeta): LessonProgress {
  const done = lesson.tasks.filter((task) => taskDone(records, lesson, task)).length;
  return { done, total: lesson.tasks.length, marked: isDone(records, lesson) };
}

/** The first lesson that is not marked done; undefined when the course is finished. */
export function nextLesson(records: Records, course: Course): LessonMeta | undefined {
  return course.weeks.flatMap((week) => week.lessons).find((lesson) => !isDone(records, lesson));
}
