/** In development: what an edit changes for the open pages. */
import type { CompiledCourse } from "./course.ts";
import { isError } from "../course/problem.ts";
import type { CourseChange } from "../course/types.ts";

/**
 * @param known what open pages may show: the last compilation sent to them or, if opened later, the last one
 * @returns null if nothing changes for a page; an end of problems is a change, because the overlay shows them
 */
export function changeBetween(
  known: readonly (CompiledCourse | undefined)[],
  now: CompiledCourse,
): CourseChange | null {
  const changed = <T>(partsOf: (course: CompiledCourse) => ReadonlyMap<string, T>): Record<string, T> => {
    const isNew = ([id, part]: [string, T]): boolean =>
      known.some((old) => JSON.stringify(part) !== JSON.stringify(old && partsOf(old).get(id)));
    return Object.fromEntries([...partsOf(now)].filter(isNew));
  };
  const parts = {
    lessons: changed((course) => course.lessons),
    exercises: changed((course) => course.exercises),
    wrong: changed((course) => course.wrong),
  };
  const isMended = known.some((old) => old?.problems.some(isError));
  const isNew =
    Object.values(parts).some((part) => Object.keys(part).length > 0) ||
    known.some((old) => JSON.stringify(old?.course) !== JSON.stringify(now.course));
  return isNew || isMended ? { course: now.course, ...parts } : null;
}
