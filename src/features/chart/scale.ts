/** The arithmetic of the picture: domains that change rarely, ticks, and the outline of a histogram. */

/** Bins drawn per decade: each covers 10 % of its value, as the buckets of the course do on average. */
export const DRAWN_PER_DECADE = 24;

/** Exponents of ten at both ends of the time axis. */
export type Decades = readonly [number, number];

/** Before there is anything to show: 10 ns to 10 µs. */
export const EMPTY_DECADES: Decades = [1, 4];

/** Room beside the outermost samples, in decades. */
const PADDING = 0.1;

/** Grows in half decades where there is more to show, so that the axis stays as it was when the learner said what they expect. */
export function decadesAround(extents: readonly ([number, number] | null)[]): Decades {
  const known = extents.filter((extent) => extent !== null);
  const low = Math.min(...known.map(([from]) => Math.floor((from - PADDING) * 2) / 2), EMPTY_DECADES[0]);
  const high = Math.max(...known.map(([, to]) => Math.ceil((to + PADDING) * 2) / 2), EMPTY_DECADES[1]);
  return [Math.max(0, low), Math.min(10, high)];
}

/** Exponents where the axis has a word: 1, 2, 5 in each decade where there is room, else 1 and 3, else decades. */
export function timeTicks([low, high]: Decades, widthPx: number): number[] {
  const perDecadePx = widthPx / (high - low);
  const steps = perDecadePx >= 170 ? [1, 2, 5] : perDecadePx >= 96 ? [1, 3] : [1];
  const ticks: number[] = [];
  for (let decade = Math.floor(low); decade <= high; decade++) {
    for (const step of steps) {
      const exponent = decade + Math.log10(step);
      if (exponent >= low - 1e-9 && exponent <= high + 1e-9) ticks.push(exponent);
    }
  }
  return ticks;
}

/** The share axis grows in few steps, since an axis that breathes cannot be read. */
export function shareCeiling(highest: number): number {
  return [0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1].find((ceiling) => highest <= ceiling * 0.97) ?? 1;
}

/**
 * An SVG path around the bins that hold anything; empty ones break it, so that nothing is drawn where nothing was.
 * @param xOf bin edge -> px, @param yOf share -> px
 */
export function outline(
  shares: Float64Array,
  xOf: (bin: number) => number,
  yOf: (share: number) => number,
): string {
  const base = px(yOf(0));
  let path = "";
  let open = false;
  for (let bin = 0; bin < shares.length; bin++) {
    const share = shares[bin]!;
    if (share > 0) {
      path += open ? `V${px(yOf(share))}` : `M${px(xOf(bin))},${base}V${px(yOf(share))}`;
      path += `H${px(xOf(bin + 1))}`;
    } else if (open) {
      path += `V${base}Z`;
    }
    open = share > 0;
  }
  return open ? `${path}V${base}Z` : path;
}

function px(value: number): string {
  return value.toFixed(1);
}
