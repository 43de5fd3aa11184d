/** What real tokio measured on the learner's machine, as series of the latency chart: only what its file holds. */
import type { BenchProfile } from "../../../harness/report.ts";
import type { TokioRun } from "../../progress/schema.ts";
import { circle, diamond, horizontal, vertical, type Mark } from "./marks.ts";
import { SERIES_PX, within, xOf, type Plot } from "./plot.ts";
import { formatRatio } from "../../lib/units.ts";
import { DRAWN_PER_DECADE, outline, type Decades } from "./scale.ts";

export interface RealSeries {
  /** tokio, current_thread, debug */
  name: string;
  /** Tells the series apart without colour. */
  dash: readonly number[];
  profile: BenchProfile;
  histogramNs: TokioRun["histogramNs"];
}

const DASHES: Record<string, readonly number[]> = {
  "current_thread debug": [],
  "current_thread release": [7, 3],
  "multi_thread debug": [2, 2],
  "multi_thread release": [7, 2, 2, 2],
};

/** Only what was recorded: the rest is no number to compare with. */
export function realSeriesOf(runs: readonly TokioRun[]): RealSeries[] {
  return runs
    .filter(({ profile }) => profile.recorded)
    .map(({ flavor, profile, histogramNs }) => ({
      name: `tokio, ${flavor}, ${profile.profile}`,
      dash: DASHES[`${flavor} ${profile.profile}`] ?? [],
      profile,
      histogramNs,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Exponents of the outermost quantiles, for an axis on which all of it is to be seen. */
export const extentsOf = ({ profile: { inline, spawn } }: RealSeries): [number, number][] =>
  [inline, spawn].map(({ p50, p99 }) => [Math.log10(p50), Math.log10(p99)]);

/** Height of the small histogram, px. */
const SMALL_PX = 22;

/** A row of its own above the axis: its name, its samples where the file has them, and p50, p90, p99 as on the rails. */
export function seriesMarks(series: RealSeries, row: number, decades: Decades, plot: Plot): Mark[] {
  const top = plot.y + plot.height + row * SERIES_PX;
  const y = top + SERIES_PX - 8;
  const { profile, dash, name } = series;
  const words = `${name}: ${formatRatio(profile.ratio)}`;
  return [
    { kind: "stroke", tone: "hairline", d: horizontal(y, plot.x, plot.x + plot.width) },
    ...(["inline", "spawn"] as const).flatMap((side): Mark[] => {
      const [x50, x90, x99] = [profile[side].p50, profile[side].p90, profile[side].p99].map((ns) =>
        within(plot, xOf(plot, decades, ns)),
      ) as [number, number, number];
      return [
        { kind: "stroke", tone: side, d: smallOutline(series, side, y, decades, plot), dash },
        { kind: "stroke", tone: side, d: horizontal(y, x50, x99), width: 1.5, dash },
        { kind: "stroke", tone: side, d: vertical(x90, y - 4, y + 4), width: 1.5 },
        { kind: "fill", tone: side, d: circle(x50, y) + diamond(x99, y) },
      ];
    }),
    {
      kind: "text",
      tone: "ink",
      x: plot.x + 4,
      y: top + 15,
      text: words,
      anchor: "start",
    },
  ];
}

/** Steps of equal width whose heights are shares of the fullest one. */
function smallOutline(
  { histogramNs }: RealSeries,
  side: "inline" | "spawn",
  y: number,
  decades: Decades,
  plot: Plot,
): string {
  if (histogramNs === undefined) return "";
  const shares = sharesOf(histogramNs[side], histogramNs.bucketsPerDecade, decades);
  const most = Math.max(...shares);
  if (!(most > 0)) return "";
  const binPx = plot.width / shares.length;
  return outline(
    shares,
    (bin) => plot.x + bin * binPx,
    (share) => y - (SMALL_PX * share) / most,
  );
}

/** In bins as wide as the chart's own, or as wide as the file's where those are wider. */
export function sharesOf(
  counts: readonly (readonly [bucket: number, count: number])[],
  bucketsPerDecade: number,
  [low, high]: Decades,
): Float64Array {
  const perDecade = Math.min(DRAWN_PER_DECADE, bucketsPerDecade);
  const shares = new Float64Array(Math.round((high - low) * perDecade));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  for (const [bucket, count] of counts) {
    const bin = Math.floor(((bucket + 0.5) / bucketsPerDecade - low) * perDecade);
    if (bin >= 0 && bin < shares.length) shares[bin]! += count / total;
  }
  return shares;
}
