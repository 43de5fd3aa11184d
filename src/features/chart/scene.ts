/** Describes the latency chart as data: histogram rows, and marks for quantile rails, the ratio's bracket, guess, earlier runs and real tokio. */
import type { Quantiles } from "../../../harness/report.ts";
import type { Decades } from "../../ui/charts/log-axis.ts";
import type { Prediction } from "./prediction.ts";
import { guessMarks } from "./guess.ts";
import { quantilesOf } from "./log-histogram.ts";
import { bracket, widthOf, type Mark } from "./marks.ts";
import { exponentOf, ROW_PX, xOf, type Plot } from "./plot.ts";
import { seriesMarks, type RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { formatNs } from "../../lib/units.ts";
import { DRAWN_PER_DECADE, outline } from "./scale.ts";

export const SIDES = ["inline", "spawn"] as const;
type Side = (typeof SIDES)[number];

/** What the axes span. */
export interface Axes {
  decades: Decades;
  /** The share at the top of the plot. */
  ceiling: number;
}

export interface Recorded {
  /** Too noisy otherwise: then it says nothing about a guess. */
  recorded: boolean;
  ratio: number;
  inline: Quantiles;
  spawn: Quantiles;
}

export interface EarlierRun {
  startedAt: string;
  inline: Quantiles;
  spawn: Quantiles;
}

/** What is drawn. */
export interface Drawn extends Axes {
  book: SampleBook;
  /** Exact numbers, once there are any: they replace the counted ones, and also work without samples. */
  recorded: Recorded | undefined;
  /** What the learner expects, drawn beside the measurement; `open` while they can still change it. */
  guess: { prediction: Prediction; open: boolean } | undefined;
  earlierRuns: readonly EarlierRun[];
  series: readonly RealSeries[];
}

/** One drawn bin: its middle, and the share of each side's samples in it. */
export interface Row {
  exponent: number;
  inline: number;
  spawn: number;
}

export function rowsOf({ counted }: SampleBook, decades: Decades): Row[] {
  const [inline, spawn] = SIDES.map((side) => counted[side].shares(...decades, DRAWN_PER_DECADE));
  return Array.from(inline!, (share, bin) => ({
    exponent: decades[0] + (bin + 0.5) / DRAWN_PER_DECADE,
    inline: share,
    spawn: spawn![bin]!,
  }));
}

/** A histogram in px, for the canvas. */
export interface Area {
  kind: "area";
  tone: Side;
  d: string;
}

export function areasOf({ book, decades, ceiling }: Drawn, plot: Plot): Area[] {
  const rows = rowsOf(book, decades);
  const base = plot.y + plot.height;
  return SIDES.map((tone) => {
    const tops = rows.map((row) => base - plot.height * Math.min(1, row[tone] / ceiling));
    return { kind: "area", tone, d: outline(tops, base, plot.x, plot.width / rows.length) };
  });
}

export function marksOf(drawn: Drawn, plot: Plot): Mark[] {
  const { book, decades, recorded } = drawn;
  const quantiles = {
    inline: recorded?.inline ?? quantilesOf(book.counted.inline),
    spawn: recorded?.spawn ?? quantilesOf(book.counted.spawn),
  };
  return [
    ...drawn.earlierRuns.flatMap((run) => earlierMarks(run, decades)),
    ...SIDES.flatMap((side) => rail(side, quantiles[side], decades, plot)),
    ...ratioMarks(bracketWord(recorded), quantiles, decades, plot),
    ...guessMarks(
      drawn.guess,
      { inlineP50Ns: quantiles.inline.p50, ratio: truthIn(recorded) },
      decades,
      plot,
    ),
    ...drawn.series.flatMap((series, row) => seriesMarks(series, row, decades, plot)),
  ];
}

const truthIn = (recorded: Recorded | undefined): number | undefined =>
  recorded?.recorded ? recorded.ratio : undefined;

function bracketWord(recorded: Recorded | undefined): string {
  if (recorded === undefined) return "so far";
  return recorded.recorded ? "measured" : "too noisy";
}

/** p50 as a dot, p90 as a tick, p99 as a diamond, on their own line above the plot. */
function rail(side: Side, { p50, p90, p99 }: Quantiles, decades: Decades, plot: Plot): Mark[] {
  if (!Number.isFinite(p50)) return [];
  const y = ROW_PX[side];
  const at = (ns: number) => [exponentOf(decades, ns), y] as const;
  const px = (ns: number) => xOf(plot, decades, at(ns)[0]);
  const words = `${side} p50 ${formatNs(p50)}`;
  // On a phone the edge would cut off the name; the legend and the dotted line still identify the rail.
  const low = widthOf(words) < px(p50) - 9 ? words : words.slice(side.length + 1);
  const high = `p99 ${formatNs(p99)}`;
  // At the edge the name is beside its rail, on the side away from the other rail.
  const cut = px(p99) + 9 + widthOf(high) > plot.chartWidth;
  return [
    { kind: "line", tone: side, from: at(p50), to: [at(p50)[0], plot.y + plot.height], dash: [2, 3] },
    { kind: "line", tone: side, from: at(p50), to: at(p99), width: 1.5 },
    { kind: "sign", tone: side, at: at(p90), sign: "stop" },
    { kind: "sign", tone: side, at: at(p50), sign: "dot" },
    { kind: "sign", tone: side, at: at(p99), sign: "diamond" },
    { kind: "text", tone: "ink", at: [at(p50)[0], y + 4], dx: -9, text: low, anchor: "end" },
    {
      kind: "text",
      tone: "ink",
      at: [at(p99)[0], cut ? y + (side === "inline" ? -8 : 16) : y + 4],
      dx: cut ? plot.chartWidth - px(p99) : 9,
      text: high,
      anchor: cut ? "end" : "start",
    },
  ];
}

/** On a logarithmic axis a ratio is a distance: the bracket from one median to the other is BENCH itself. Its number is above the chart. */
function ratioMarks(
  text: string,
  { inline, spawn }: Record<Side, Quantiles>,
  decades: Decades,
  plot: Plot,
): Mark[] {
  if (!Number.isFinite(inline.p50) || !Number.isFinite(spawn.p50)) return [];
  const [from, to] = [exponentOf(decades, inline.p50), exponentOf(decades, spawn.p50)];
  const middle = (from + to) / 2;
  const x = xOf(plot, decades, middle);
  const inside = Math.min(plot.x + plot.width - 40, Math.max(plot.x + 40, x));
  const y = ROW_PX.ratio;
  return [
    ...bracket(y, from, to, { tone: "ink" }),
    {
      kind: "text",
      tone: "ink",
      at: [middle, y - 6],
      dx: inside - x,
      text,
      anchor: "middle",
      strong: true,
    },
  ];
}

/** An earlier run's medians and 99th percentiles. */
function earlierMarks(run: EarlierRun, decades: Decades): Mark[] {
  return SIDES.flatMap((side): Mark[] => {
    const [at50, at99] = [run[side].p50, run[side].p99].map((ns) => Math.log10(ns)) as [number, number];
    if (at50 < decades[0] || at99 > decades[1]) return [];
    const look = { kind: "sign", tone: side, hollow: true, faint: true } as const;
    return [
      { ...look, at: [at50, ROW_PX[side]], sign: "dot" },
      { ...look, at: [at99, ROW_PX[side]], sign: "diamond" },
    ];
  });
}
