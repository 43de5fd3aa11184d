/** Puts work off until the page has nothing better to do. */

/** Safari has no idle callback; half a second after the page is up is as good as idle there. */
const FALLBACK_MS = 500;

/** Call the result to give up on what has not begun. */
export function whenQuiet(work: () => void): () => void {
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(work, FALLBACK_MS);
    return () => clearTimeout(timer);
  }
  const callback = requestIdleCallback(work, { timeout: 3_000 });
  return () => cancelIdleCallback(callback);
}
