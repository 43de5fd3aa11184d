/** Turns what `cargo bench` measured on the learner's machine into series of the latency chart: only what its file holds. */
import type { BenchProfile } from "../../../harness/report.ts";
import type { TokioRun } from "../../progress/schema.ts";
import type { Decades } from "../../ui/charts/log-axis.ts";
import type { Mark } from "./marks.ts";
import { exponentOf, SERIES_PX, type Plot } from "./plot.ts";
import { formatRatio } from "../../lib/units.ts";
import { DRAWN_PER_DECADE } from "./scale.ts";

export interface RealSeries {
  /** tokio, current_thread, debug */
  name: string;
  /** Distinguishes the series without colour. */
  dash: readonly number[];
  profile: BenchProfile;
  versions: { tokio: string; rustc: string } | undefined;
  histogramNs: TokioRun["histogramNs"];
}

const DASHES: Record<string, readonly number[]> = {
  "current_thread debug": [],
  "current_thread release": [7, 3],
  "multi_thread debug": [2, 2],
  "multi_thread release": [7, 2, 2, 2],
};

/** Only recorded numbers: others are not comparable. */
export function realSeriesOf(runs: readonly TokioRun[]): RealSeries[] {
  return runs
    .filter(({ profile }) => profile.recorded)
    .map(({ flavor, profile, environment, histogramNs }) => ({
      name: `tokio, ${flavor}, ${profile.profile}`,
      dash: DASHES[`${flavor} ${profile.profile}`] ?? [],
      profile,
      versions: versionsIn(environment.engine),
      histogramNs,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The parts of `tokio 1.53.1, rustc 1.95.0, debug`, as written in bench.json. */
function versionsIn(engine: string): RealSeries["versions"] {
  const [, tokio, rustc] = /^tokio (\S+), rustc ([^,\s]+)/.exec(engine) ?? [];
  return tokio === undefined || rustc === undefined ? undefined : { tokio, rustc };
}

/** Exponents of the outermost quantiles, for an axis that shows all of it. */
export const extentsOf = ({ profile: { inline, spawn } }: RealSeries): [number, number][] =>
  [inline, spawn].map(({ p50, p99 }) => [Math.log10(p50), Math.log10(p99)]);

/** The baseline of a series' samples, in px from the top of the drawing. */
export const baseOf = (row: number, plot: Plot): number => plot.y + plot.height + (row + 1) * SERIES_PX - 8;

/** Its own row above the axis: its name, and p50, p90, p99 as on the rails. An area of the chart shows its samples. */
export function seriesMarks(series: RealSeries, row: number, decades: Decades, plot: Plot): Mark[] {
  const y = baseOf(row, plot);
  const { profile, dash, name } = series;
  return [
    { kind: "line", tone: "hairline", from: [decades[0], y], to: [decades[1], y] },
    ...(["inline", "spawn"] as const).flatMap((side): Mark[] => {
      const { p50, p90, p99 } = profile[side];
      const at = (ns: number) => [exponentOf(decades, ns), y] as const;
      return [
        { kind: "line", tone: side, from: at(p50), to: at(p99), width: 1.5, dash },
        { kind: "sign", tone: side, at: at(p90), sign: "stop" },
        { kind: "sign", tone: side, at: at(p50), sign: "dot" },
        { kind: "sign", tone: side, at: at(p99), sign: "diamond" },
      ];
    }),
    {
      kind: "text",
      tone: "ink",
      at: [decades[0], y - SERIES_PX + 23],
      dx: 4,
      text: `${name}: ${formatRatio(profile.ratio)}`,
      anchor: "start",
    },
  ];
}

/** Height of the small histogram, px. */
const SMALL_PX = 22;

/** The tops of a series' bins in px from the top of the drawing: heights are shares of the fullest. Empty without samples. */
export function smallTops(
  { histogramNs }: RealSeries,
  side: "inline" | "spawn",
  base: number,
  decades: Decades,
): { exponent: number; top: number }[] {
  if (histogramNs === undefined) return [];
  const shares = sharesOf(histogramNs[side], histogramNs.bucketsPerDecade, decades);
  const most = Math.max(...shares);
  if (!(most > 0)) return [];
  const width = (decades[1] - decades[0]) / shares.length;
  return Array.from(shares, (share, bin) => ({
    exponent: decades[0] + (bin + 0.5) * width,
    top: base - (SMALL_PX * share) / most,
  }));
}

/** In bins as wide as the chart's, or as the file's if those are wider. */
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
