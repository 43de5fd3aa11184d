/** Computes axis domains that change rarely, and the outline of a histogram. */
import type { Decades } from "../../ui/charts/log-axis.ts";

/** Bins drawn per decade: each covers 10 % of its value, as the buckets of the course do on average. */
export const DRAWN_PER_DECADE = 24;

/** With nothing to show yet: 10 ns to 10 µs. */
const EMPTY_DECADES: Decades = [1, 4];

/** Room beside the outermost samples, in decades. */
const PADDING = 0.1;

/** Grows in half decades if there is more to show, so that the axis stays as it was when the learner made the prediction. */
export function decadesAround(extents: readonly ([number, number] | null)[]): Decades {
  const known = extents.filter((extent) => extent !== null);
  const low = Math.min(...known.map(([from]) => Math.floor((from - PADDING) * 2) / 2), EMPTY_DECADES[0]);
  const high = Math.max(...known.map(([, to]) => Math.ceil((to + PADDING) * 2) / 2), EMPTY_DECADES[1]);
  return [Math.max(0, low), Math.min(10, high)];
}

/** The share axis grows in few steps, because an axis that keeps changing is unreadable. */
export function shareCeiling(highest: number): number {
  return [0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1].find((ceiling) => highest <= ceiling * 0.97) ?? 1;
}

/**
 * An SVG path around the non-empty bins; empty ones break it, so that it draws nothing where there are no samples.
 * @param tops of the bins, in px; at `base` where a bin is empty
 * @param left of the first bin, in px
 */
export function outline(tops: readonly number[], base: number, left: number, binPx: number): string {
  let path = "";
  let open = false;
  tops.forEach((top, bin) => {
    const holds = top < base;
    const [from, to] = [px(left + bin * binPx), px(left + (bin + 1) * binPx)];
    if (holds) path += `${open ? "" : `M${from},${px(base)}`}V${px(top)}H${to}`;
    else if (open) path += `V${px(base)}Z`;
    open = holds;
  });
  return open ? `${path}V${px(base)}Z` : path;
}

function px(value: number): string {
  return value.toFixed(1);
}
