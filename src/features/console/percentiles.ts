/** The percentiles and the small histogram of tokio-console's task details. */
import type { HdrHistogram } from "../../lib/hdr-histogram.ts";
import { formatNs } from "../../lib/units.ts";
import { logTicks, type Decades } from "../../ui/charts/log-axis.ts";

const PERCENTILES = [10, 25, 50, 75, 90, 95, 99] as const;

export interface PercentileRow {
  name: string;
  ns: number;
}

export function percentilesOf(histogram: HdrHistogram): PercentileRow[] {
  return PERCENTILES.map((percent) => ({ name: `p${percent}`, ns: histogram.quantile(percent / 100) }));
}

export interface Column {
  /** Its position from the left, from 0. */
  index: number;
  fromNs: number;
  toNs: number;
  count: number;
}

export interface MiniHistogram {
  /** Equal steps of the logarithm from `lowNs` to `highNs`. */
  columns: Column[];
  lowNs: number;
  highNs: number;
}

/** Null if nothing was recorded. */
export function miniHistogram(histogram: HdrHistogram, columns: number): MiniHistogram | null {
  const bins = [...histogram.bins()];
  const first = bins[0];
  const last = bins.at(-1);
  if (first === undefined || last === undefined) return null;
  // Zero has no logarithm; a poll without virtual time counts as 1 ns.
  const low = Math.log(Math.max(1, first.low));
  const span = Math.max(Math.log(Math.max(1, last.high)) - low, 1e-9);
  const counts = Array.from({ length: columns }, () => 0);
  for (const { low: from, high, count } of bins) {
    const middle = Math.log(Math.max(1, (from + high) / 2));
    const column = Math.min(columns - 1, Math.max(0, Math.floor(((middle - low) / span) * columns)));
    counts[column] = (counts[column] as number) + count;
  }
  const edge = (index: number): number =>
    index === 0 ? first.low : Math.exp(low + (index * span) / columns);
  return {
    columns: counts.map((count, index) => ({ index, fromNs: edge(index), toNs: edge(index + 1), count })),
    lowNs: first.low,
    highNs: last.high,
  };
}

export interface Tick {
  /** Its position among the columns, whose centres are whole numbers. */
  at: number;
  text: string;
}

/** Round times if there are at least two, else both ends if they differ. */
export function columnTicks({ columns, lowNs, highNs }: MiniHistogram, widthPx: number): Tick[] {
  const ends: Decades = [Math.log10(Math.max(1, lowNs)), Math.log10(Math.max(1, highNs))];
  const scale = columns.length / Math.max(ends[1] - ends[0], 1e-9);
  const round = logTicks(ends, widthPx).map((exponent) => ({
    at: (exponent - ends[0]) * scale - 0.5,
    text: formatNs(exponent === 0 ? lowNs : 10 ** exponent),
  }));
  if (round.length > 1) return round;
  const low = { at: -0.5, text: formatNs(lowNs) };
  const high = { at: columns.length - 0.5, text: formatNs(highNs) };
  return low.text === high.text ? [low] : [low, high];
}
