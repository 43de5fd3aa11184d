/** Staggers the rendering at a run's end: all of it at once is too much for one frame of a slow machine. */
import { startTransition, useEffect, useState } from "react";

/** The verdict appears immediately; large parts follow from top to bottom, each in its own frames. */
const SCHEDULE = ["chart", "details", "panel layer", "report card"] as const;
export type Part = (typeof SCHEDULE)[number];

/** A few frames: the previous part is on the screen by then, and nobody notices the wait. */
const STEP_MS = 60;

/**
 * The newest value, once it is this part's turn after a change; immediate on the first render. Deferred values alone arrive
 * in order of priority, but all deferred ones arrive together.
 * @param value its identity counts, so keep it
 */
export function useLater<T>(value: T, part: Part): T {
  const [shown, setShown] = useState<T>(() => value);
  useEffect(() => {
    const waitMs = (SCHEDULE.indexOf(part) + 1) * STEP_MS;
    const timer = setTimeout(() => startTransition(() => setShown(() => value)), waitMs);
    return () => clearTimeout(timer);
  }, [value, part]);
  return shown;
}
