/** Finds the page of an exercise. */
import type { Course } from "./types.ts";

export function placeOf(course: Course, exerciseId: string): string | undefined {
  const lesson = course.weeks
    .flatMap((week) => week.lessons)
    .find(({ tasks }) => tasks.some((task) => task.exercise === exerciseId));
  return lesson && `/${lesson.weekId}/${lesson.id}/`;
}
