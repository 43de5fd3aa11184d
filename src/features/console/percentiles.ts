/** The percentiles and the small histogram of tokio-console's task details. */
import type { HdrHistogram } from "../../lib/hdr-histogram.ts";

export const PERCENTILES = [10, 25, 50, 75, 90, 95, 99] as const;

export interface PercentileRow {
  name: string;
  ns: number;
}

export function percentilesOf(histogram: HdrHistogram): PercentileRow[] {
  return PERCENTILES.map((percent) => ({ name: `p${percent}`, ns: histogram.quantile(percent / 100) }));
}

export interface MiniHistogram {
  /** Share of the fullest column, 0 to 1, of each column; equal steps of the logarithm from `lowNs` to `highNs`. */
  columns: number[];
  lowNs: number;
  highNs: number;
}

/** Null while nothing was recorded. */
export function miniHistogram(histogram: HdrHistogram, columns: number): MiniHistogram | null {
  const bins = [...histogram.bins()];
  const first = bins[0];
  const last = bins.at(-1);
  if (first === undefined || last === undefined) return null;
  // Zero has no logarithm; what took no virtual time stands with 1 ns.
  const low = Math.log(Math.max(1, first.low));
  const span = Math.max(Math.log(Math.max(1, last.high)) - low, 1e-9);
  const counts = Array.from({ length: columns }, () => 0);
  for (const { low: from, high, count } of bins) {
    const middle = Math.log(Math.max(1, (from + high) / 2));
    const column = Math.min(columns - 1, Math.max(0, Math.floor(((middle - low) / span) * columns)));
    counts[column] = (counts[column] as number) + count;
  }
  const most = Math.max(...counts);
  return { columns: counts.map((count) => count / most), lowNs: first.low, highNs: last.high };
}
