/** Splits long work into slices, so that the page stays responsive. */

/** A page that is busy for longer feels frozen. */
const SLICE_MS = 50;

/** @returns a function to await between two steps; it waits only when the slice is used up */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    since = performance.now();
  };
}
