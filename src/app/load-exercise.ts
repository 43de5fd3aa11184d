/** An exercise's own chunk, loaded once; a chunk that did not arrive is asked for again. */
import exercises from "virtual:exercises";
import type { Exercise } from "../lesson/types.ts";

const cache = new Map<string, Promise<Exercise>>();

export function loadExercise(id: string): Promise<Exercise> {
  const known = cache.get(id);
  if (known) return known;
  const loader = exercises[id];
  const loading = loader
    ? loader().then((module) => module.default)
    : Promise.reject(new Error(`The exercise ${id} is not part of this build.`));
  cache.set(id, loading);
  loading.catch(() => cache.delete(id));
  return loading;
}
