/** Undo and redo over a design, whichever view changed it. */
import { useState } from "react";
import type { Design } from "../../recording/studio/schema.ts";

export interface History {
  past: readonly Design[];
  now: Design;
  future: readonly Design[];
  /** What the last change was about: the next one about the same is part of it. */
  about: string | null;
}

const MAX_STEPS = 200;

export const begun = (design: Design): History => ({ past: [], now: design, future: [], about: null });

/** @param about a field being typed into; null for a change of its own */
export function changed(history: History, design: Design, about: string | null = null): History {
  if (design === history.now) return history;
  const joins = about !== null && about === history.about;
  const past = joins ? history.past : [...history.past, history.now].slice(-MAX_STEPS);
  return { past, now: design, future: [], about };
}

export function undone({ past, now, future }: History): History {
  const before = past.at(-1);
  if (before === undefined) return { past, now, future, about: null };
  return { past: past.slice(0, -1), now: before, future: [now, ...future], about: null };
}

export function redone({ past, now, future }: History): History {
  const [next, ...rest] = future;
  if (next === undefined) return { past, now, future, about: null };
  return { past: [...past, now], now: next, future: rest, about: null };
}

export interface Editing {
  design: Design;
  change(design: Design, about?: string | null): void;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

export function useHistory(first: Design): Editing {
  const [history, setHistory] = useState(() => begun(first));
  const become = setHistory;
  return {
    design: history.now,
    change: (design, about = null) => design !== history.now && become(changed(history, design, about)),
    undo: history.past.length === 0 ? null : () => become(undone(history)),
    redo: history.future.length === 0 ? null : () => become(redone(history)),
  };
}

/** Makes the change, or says why there is none. */
export function taken(editing: Editing, next: Design | string): string | undefined {
  if (typeof next === "string") return next;
  editing.change(next);
  return undefined;
}
