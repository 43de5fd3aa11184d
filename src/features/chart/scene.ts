/** The latency chart's moving part as marks: histograms, quantile rails, the ratio's bracket, guess, earlier runs, real tokio. */
import type { Quantiles } from "../../../harness/report.ts";
import type { Prediction } from "./prediction.ts";
import { guessMarks } from "./guess.ts";
import { quantilesOf } from "./log-histogram.ts";
import { bracket, circle, diamond, horizontal, vertical, widthOf, type Mark } from "./marks.ts";
import { ROW_PX, within, xOf, type Plot } from "./plot.ts";
import { seriesMarks, type RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { formatNs, formatRatio } from "../../lib/units.ts";
import { DRAWN_PER_DECADE, outline, shareCeiling, timeTicks, type Decades } from "./scale.ts";

const SIDES = ["inline", "spawn"] as const;

export interface Recorded {
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
export interface Drawn {
  book: SampleBook;
  decades: Decades;
  /** Exact numbers, once there are any: they take the place of the counted ones, and stand without samples, too. */
  recorded: Recorded | undefined;
  /** What the learner expects, drawn beside what is; `open` while they may still change it. */
  guess: { prediction: Prediction; open: boolean } | undefined;
  earlierRuns: readonly EarlierRun[];
  series: readonly RealSeries[];
}

export function sceneOf(drawn: Drawn, plot: Plot): Mark[] {
  const { book, decades, recorded } = drawn;
  const shares = SIDES.map((side) => book.counted[side].shares(...decades, DRAWN_PER_DECADE));
  const ceiling = shareCeiling(Math.max(0.15, ...shares.map((of) => of.reduce((a, b) => Math.max(a, b), 0))));
  const quantiles = {
    inline: recorded?.inline ?? quantilesOf(book.counted.inline),
    spawn: recorded?.spawn ?? quantilesOf(book.counted.spawn),
  };
  const binPx = plot.width / (decades[1] - decades[0]) / DRAWN_PER_DECADE;
  const areas = SIDES.map((tone, index): Mark => {
    const yOfShare = (share: number) => plot.y + plot.height * (1 - Math.min(1, share / ceiling));
    return { kind: "area", tone, d: outline(shares[index]!, (bin) => plot.x + bin * binPx, yOfShare) };
  });
  const ratio = recorded?.ratio ?? book.counted.ratio.quantile(0.5);
  return [
    ...grid(ceiling, plot),
    ...axis(decades, plot),
    ...areas,
    ...drawn.earlierRuns.flatMap((run) => earlierMarks(run, decades, plot)),
    ...SIDES.flatMap((side) => rail(side, quantiles[side], decades, plot)),
    ...ratioMarks(ratio, quantiles, decades, plot),
    ...guessMarks(drawn.guess, quantiles.inline.p50, decades, plot),
    ...drawn.series.flatMap((series, row) => seriesMarks(series, row, decades, plot)),
  ];
}

function grid(ceiling: number, plot: Plot): Mark[] {
  return [0, ceiling / 2, ceiling].flatMap((share): Mark[] => {
    const y = plot.y + plot.height * (1 - share / ceiling);
    const text = `${Math.round(share * 100)} %`;
    return [
      { kind: "stroke", tone: "hairline", d: horizontal(y, plot.x, plot.x + plot.width) },
      { kind: "text", tone: "muted", x: plot.x - 8, y: y + 4, text, anchor: "end" },
    ];
  });
}

function axis(decades: Decades, plot: Plot): Mark[] {
  const [from, to] = [plot.x, plot.x + plot.width];
  return [
    { kind: "stroke", tone: "muted", d: horizontal(plot.axisY, from, to) },
    ...timeTicks(decades, plot.width).flatMap((exponent): Mark[] => {
      const x = xOf(plot, decades, 10 ** exponent);
      const text = formatNs(10 ** exponent);
      return [
        { kind: "stroke", tone: "muted", d: vertical(x, plot.axisY, plot.axisY + 5) },
        { kind: "text", tone: "muted", x, y: plot.axisY + 19, text, anchor: "middle" },
      ];
    }),
  ];
}

/** p50 as a dot, p90 as a tick, p99 as a diamond, on a line of their own above the plot. */
function rail(side: (typeof SIDES)[number], quantiles: Quantiles, decades: Decades, plot: Plot): Mark[] {
  if (!Number.isFinite(quantiles.p50)) return [];
  const y = ROW_PX[side];
  const [x50, x90, x99] = [quantiles.p50, quantiles.p90, quantiles.p99].map((ns) =>
    within(plot, xOf(plot, decades, ns)),
  ) as [number, number, number];
  const words = `${side} p50 ${formatNs(quantiles.p50)}`;
  // On a phone the name would be cut off at the edge; the legend and the dotted line still say which rail this is.
  const low = widthOf(words) < x50 - 9 ? words : words.slice(side.length + 1);
  const high = `p99 ${formatNs(quantiles.p99)}`;
  const cut = x99 + 9 + widthOf(high) > plot.chartWidth;
  return [
    { kind: "stroke", tone: side, d: vertical(x50, y, plot.y + plot.height), dash: [2, 3] },
    { kind: "stroke", tone: side, d: horizontal(y, x50, x99) + vertical(x90, y - 4, y + 4), width: 1.5 },
    { kind: "fill", tone: side, d: circle(x50, y) + diamond(x99, y) },
    { kind: "text", tone: "ink", x: x50 - 9, y: y + 4, text: low, anchor: "end" },
    {
      kind: "text",
      tone: "ink",
      x: cut ? plot.chartWidth : x99 + 9,
      y: cut ? y - 8 : y + 4,
      text: high,
      anchor: cut ? "end" : "start",
    },
  ];
}

/** On a logarithmic axis a ratio is a distance: the bracket from one median to the other is BENCH itself. */
function ratioMarks(
  ratio: number,
  { inline, spawn }: Record<(typeof SIDES)[number], Quantiles>,
  decades: Decades,
  plot: Plot,
): Mark[] {
  if (!Number.isFinite(inline.p50) || !Number.isFinite(spawn.p50)) return [];
  const [from, to] = [xOf(plot, decades, inline.p50), xOf(plot, decades, spawn.p50)];
  const x = Math.min(plot.x + plot.width - 40, Math.max(plot.x + 40, (from + to) / 2));
  const y = ROW_PX.ratio;
  return [
    { kind: "stroke", tone: "ink", d: bracket(y, from, to) },
    { kind: "text", tone: "ink", x, y: y - 6, text: formatRatio(ratio), anchor: "middle", strong: true },
  ];
}

/** Where an earlier run had its medians and its 99th percentiles. */
function earlierMarks(run: EarlierRun, decades: Decades, plot: Plot): Mark[] {
  return SIDES.flatMap((side): Mark[] => {
    const [x50, x99] = [xOf(plot, decades, run[side].p50), xOf(plot, decades, run[side].p99)];
    if (within(plot, x50) !== x50 || within(plot, x99) !== x99) return [];
    const d = circle(x50, ROW_PX[side]) + diamond(x99, ROW_PX[side]);
    return [{ kind: "stroke", tone: side, d, faint: true }];
  });
}
