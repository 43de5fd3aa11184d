/** Long work in slices: lets the page answer in between. */

/** A page that is busy for longer is felt to stand still. */
const SLICE_MS = 50;

/** @returns to be awaited between two steps; it waits only when the slice is over */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    since = performance.now();
  };
}
