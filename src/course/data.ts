/** The course as the page has it: what each part was loaded from, and, in development, what a saved file put in its place. */
import initial from "virtual:course";
import exercises from "virtual:exercises";
import lessons from "virtual:lessons";
import { useSyncExternalStore } from "react";
import type { Course, CourseChange, Exercise, Lesson } from "./types.ts";

let course = initial;
const listeners = new Set<() => void>();

/** Renders again when any part of the course was replaced. */
export function useCourse(): Course {
  return useSyncExternalStore(subscribe, () => course);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Parts loaded once each; one that did not arrive is asked for again. */
function cached<T>(what: string, loaders: Record<string, () => Promise<{ default: T }>>) {
  const cache = new Map<string, Promise<T>>();
  return {
    load(id: string): Promise<T> {
      const known = cache.get(id);
      if (known) return known;
      const loader = loaders[id];
      const loading = loader
        ? loader().then((module) => module.default)
        : Promise.reject(new Error(`The ${what} ${id} is not part of this build.`));
      cache.set(id, loading);
      loading.catch(() => cache.delete(id));
      return loading;
    },
    replace(parts: Record<string, T>): void {
      // React reads these two fields, and then needs no fallback for what is there already.
      for (const [id, value] of Object.entries(parts))
        cache.set(id, Object.assign(Promise.resolve(value), { status: "fulfilled", value }));
    },
  };
}

const lessonCache = cached("lesson", lessons);
const exerciseCache = cached("exercise", exercises);

export const loadLesson = (id: string): Promise<Lesson> => lessonCache.load(id);
export const loadExercise = (id: string): Promise<Exercise> => exerciseCache.load(id);

/** Puts new parts in the place of old ones; what the learner has written on the page stays. */
export function replaceParts(change: CourseChange): void {
  lessonCache.replace(change.lessons);
  exerciseCache.replace(change.exercises);
  course = change.course;
  for (const listener of listeners) listener();
}
