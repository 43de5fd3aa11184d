/** In development: applies the change of a saved file to the page and clears the old overlay. */
import initial from "virtual:wrong-answers";
import { useSyncExternalStore } from "react";
import type { CourseChange, WrongAnswer } from "../../course/types.ts";

let wrong = initial;
const listeners = new Set<() => void>();

/** @param apply shows the new parts of the course on the page */
export function followSavedFiles(apply: (change: CourseChange) => void): void {
  import.meta.hot?.on("course:changed", (change: CourseChange) => {
    wrong = { ...wrong, ...change.wrong };
    for (const listener of listeners) listener();
    // Vite removes its overlay only with its own updates.
    for (const overlay of document.querySelectorAll("vite-error-overlay")) overlay.remove();
    apply(change);
  });
}

export function useWrongAnswers(exercise: string): readonly WrongAnswer[] {
  return useSyncExternalStore(subscribe, () => wrong[exercise]) ?? [];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
