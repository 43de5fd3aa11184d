/** The order in which a run's end reaches the screen: all of it at once is too much for one frame of a slow machine. */
import { startTransition, useEffect, useState } from "react";

/** The verdict is there at once; what is big follows it from top to bottom, each part in frames of its own. */
const SCHEDULE = ["chart", "numbers", "details", "work curve", "panel layer", "report card"] as const;
export type Part = (typeof SCHEDULE)[number];

/** A few frames: the part before is on the screen by then, and nobody sees it as waiting. */
const STEP_MS = 60;

/**
 * The newest value, once it is this part's turn after a change; at once when first rendered. Deferred values alone come
 * in the order of their importance, but all that are deferred come together.
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
