/** The course in the page: loads its parts and, in development, replaces them when a file is saved. */
import initial from "virtual:course";
import exercises from "virtual:exercises";
import lessons from "virtual:lessons";
import { useSyncExternalStore } from "react";
import { late, lateById } from "../lib/late.ts";
import type { Course, CourseChange, Exercise, Lesson } from "./types.ts";

let course = initial;
const listeners = new Set<() => void>();

/** Renders again when any part of the course is replaced. */
export function useCourse(): Course {
  return useSyncExternalStore(subscribe, current, current);
}

const current = (): Course => course;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

type Loaders<T> = Record<string, () => Promise<{ default: T }>>;

const parts = <T>(what: string, loaders: Loaders<T>) =>
  lateById((id) =>
    late(what, async (): Promise<T> => {
      const load = loaders[id];
      if (!load) throw new Error(`${id} is not part of this build.`);
      return (await load()).default;
    }),
  );

export const lessonPart = parts<Lesson>("This lesson", lessons);
export const exercisePart = parts<Exercise>("This exercise", exercises);

export const loadLesson = (id: string): Promise<Lesson> => lessonPart(id).load();
export const loadExercise = (id: string): Promise<Exercise> => exercisePart(id).load();

/** Replaces parts of the course; what the learner has written on the page stays. */
export function replaceParts(change: CourseChange): void {
  for (const [id, lesson] of Object.entries(change.lessons)) lessonPart(id).set(lesson);
  for (const [id, exercise] of Object.entries(change.exercises)) exercisePart(id).set(exercise);
  course = change.course;
  for (const listener of listeners) listener();
}
