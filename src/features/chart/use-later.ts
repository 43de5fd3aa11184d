/** What is too much for one frame of a slow machine comes in several. */
import { startTransition, useEffect, useState } from "react";

/** A few frames: the one before is on the screen by then, and nobody sees it as waiting. */
const STEP_MS = 60;

/**
 * The newest value, so many steps after it has changed; at once when first rendered. Deferred values alone come in the order
 * of their importance, but all that are deferred come together.
 * @param value its identity counts, so keep it
 */
export function useLater<T>(value: T, steps: number): T {
  const [shown, setShown] = useState<T>(() => value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setShown(() => value)), steps * STEP_MS);
    return () => clearTimeout(timer);
  }, [value, steps]);
  return shown;
}
