/** Tells subscribers where in the program the current step is, without rendering everything around them. */
import type { TaskLine } from "./lines.ts";

export interface At {
  /** The line that caused the step. */
  line: number | undefined;
  /** Where each task is. */
  tasks: readonly TaskLine[];
}

export interface LineSignal {
  get(): At;
  set(at: At): void;
  subscribe(listener: () => void): () => void;
}

export const NOWHERE: At = { line: undefined, tasks: [] };

export function lineSignal(): LineSignal {
  let at = NOWHERE;
  const listeners = new Set<() => void>();
  return {
    get: () => at,
    set(next) {
      if (next === at) return;
      at = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
