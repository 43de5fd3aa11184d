/** Where a learner goes on: what they last worked on or read, and after a finished lesson the next that is not. */
import type { Course, LessonMeta } from "../course/types.ts";
import { isDone, lessonKey, nextLesson } from "./derive.ts";
import { exerciseOf } from "./language.ts";
import type { Place } from "./place.ts";
import type { Stored } from "./schema.ts";

type Records = Readonly<Record<string, Stored>>;

export interface Next {
  lesson: LessonMeta;
  /** Id of the heading, task or block to go on at; undefined for the top of the page. */
  anchor?: string;
  begun: boolean;
}

interface Begun {
  lesson: LessonMeta;
  anchor: string | undefined;
  at: number;
}

/** Undefined when every lesson is marked done. */
export function whereNext(records: Records, course: Course, place: Place | undefined): Next | undefined {
  const lessons = course.weeks.flatMap((week) => week.lessons);
  const last = begunLast(records, lessons, place);
  if (last === undefined) {
    const lesson = nextLesson(records, course);
    return lesson && { lesson, begun: false };
  }
  if (!isDone(records, last.lesson))
    return { lesson: last.lesson, begun: true, ...(last.anchor !== undefined && { anchor: last.anchor }) };
  const after = lessons.slice(lessons.indexOf(last.lesson) + 1).find((lesson) => !isDone(records, lesson));
  const lesson = after ?? nextLesson(records, course);
  return lesson && { lesson, begun: true };
}

function begunLast(
  records: Records,
  lessons: readonly LessonMeta[],
  place: Place | undefined,
): Begun | undefined {
  const begun = Object.values(records).flatMap(({ key, savedAt }): Begun[] => {
    const found = placeOf(key.slice(key.indexOf(":") + 1), lessons);
    return found ? [{ ...found, at: savedAt }] : [];
  });
  const read = place && lessons.find((lesson) => lessonKey(lesson) === place.lesson);
  if (read) begun.push({ lesson: read, anchor: place.anchor, at: place.at });
  let newest: Begun | undefined;
  for (const each of begun) if (newest === undefined || each.at > newest.at) newest = each;
  return newest;
}

/** @param id of a record: `week-01/day-3/lost-waker`, `week-01/day-3`, or of an exercise: `week-01/gather#rust` */
function placeOf(id: string, lessons: readonly LessonMeta[]): Omit<Begun, "at"> | undefined {
  const exercise = exerciseOf(id);
  for (const lesson of lessons) {
    const key = lessonKey(lesson);
    if (id === key) return { lesson, anchor: undefined };
    const task = lesson.tasks.find((each) =>
      id.startsWith(`${key}/`) ? id.startsWith(`${key}/${each.id}`) : each.exercise === exercise,
    );
    if (task) return { lesson, anchor: task.id };
    if (id.startsWith(`${key}/`)) return { lesson, anchor: undefined };
  }
  return undefined;
}
