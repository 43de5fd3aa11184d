/** The live chart: how long an operation took inline and spawned, as two histograms on one logarithmic axis. */
import { memo, use, useMemo, useState } from "react";
import { LineChart, Tooltip, XAxis, type TooltipContentProps } from "recharts";
import { GuessHandles } from "./GuessHandles.tsx";
import { Legend } from "./Legend.tsx";
import { LiveContext, RestingLayer, StreamingLayer } from "./LiveLayer.tsx";
import { AXIS_PX, plotOf, type Plot } from "./plot.ts";
import type { Prediction } from "./prediction.ts";
import { extentsOf, type RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { formatNs } from "../../lib/units.ts";
import { DRAWN_PER_DECADE, type Decades } from "./scale.ts";
import type { EarlierRun, Recorded } from "./scene.ts";
import { useBookVersion, useDecades, useWidth } from "./use-frame.ts";
import styles from "./LatencyChart.module.css";

export interface LatencyChartProps {
  book: SampleBook;
  /** What the chart is called to those who cannot see it, e.g. "Debug profile". */
  label: string;
  /** Samples are on their way. */
  streaming: boolean;
  /** The exact numbers, once there are any. Its identity is what redraws, so keep it. */
  recorded: Recorded | undefined;
  /** What the learner expects; undefined where it is not to be seen. */
  prediction: Prediction | undefined;
  /** Called while the learner moves a handle; undefined when it is too late for that. */
  onPredict: ((prediction: Prediction) => void) | undefined;
  earlierRuns: readonly EarlierRun[];
  /** What real tokio measured, each in a row of its own. */
  series: readonly RealSeries[];
  /** What stands in the plot while there are no samples. */
  emptyText: string;
}

export const LatencyChart = memo(function LatencyChart(props: LatencyChartProps) {
  const { book, label, streaming, recorded, prediction, onPredict, earlierRuns, series, emptyText } = props;
  const [box, setBox] = useState<HTMLElement | null>(null);
  const width = useWidth(box);
  const decades = useDecades(
    book,
    recorded,
    useMemo(() => series.flatMap(extentsOf), [series]),
    streaming,
  );
  const withGuess = prediction !== undefined;
  const plot = useMemo(() => plotOf(width, withGuess, series.length), [width, withGuess, series.length]);
  const open = onPredict !== undefined;
  const live = useMemo(() => {
    const guess = prediction && { prediction, open };
    return { drawn: { book, decades, recorded, guess, earlierRuns, series }, plot, streaming };
  }, [book, decades, recorded, prediction, open, earlierRuns, series, plot, streaming]);
  return (
    <figure
      className={styles.figure}
      aria-label={`${label}: histogram of ns per operation, inline and spawn`}
    >
      <Legend book={book} />
      <div ref={setBox} className={styles.plot} style={{ height: plot.chartHeight }}>
        {width > 0 && (
          <LiveContext value={live}>
            <Chart decades={decades} plot={plot} streaming={streaming} />
            {streaming && <StreamingLayer drawn={live.drawn} plot={plot} />}
          </LiveContext>
        )}
        <EmptyNotice book={book} text={emptyText} plot={plot} />
        {prediction && onPredict && width > 0 && (
          <GuessHandles prediction={prediction} plot={plot} decades={decades} onChange={onPredict} />
        )}
      </div>
      <figcaption className={styles.caption}>
        ns per operation, each sample the mean of one timed batch. The axis is logarithmic: equal distances
        are equal ratios. The bracket spans the two medians; the ratio above it is taken round by round, and
        may differ a little from theirs.
      </figcaption>
    </figure>
  );
});

function EmptyNotice({ book, text, plot }: { book: SampleBook; text: string; plot: Plot }) {
  useBookVersion(book);
  if (book.counted.inline.total > 0) return null;
  return (
    <p className={styles.empty} style={{ top: plot.y + plot.height / 2 - 16 }}>
      {text}
    </p>
  );
}

const formatExponent = (exponent: number) => formatNs(10 ** exponent);
/** The words along the axis are drawn with the rest: they follow what is measured. */
const EDGES_ONLY: number[] = [];
const CURSOR = { stroke: "var(--muted)", strokeDasharray: "2 3" };

/**
 * Recharts' part: scales, the tooltip and arrow keys that read the chart bin by bin, and the SVG that is saved. No sample
 * goes through it, and under a stream nothing else does: each change of it costs a hundred milliseconds on a slow machine.
 */
const Chart = memo(
  ChartAtRest,
  (old, next) => next.streaming || (old.decades === next.decades && old.plot === next.plot),
);

function ChartAtRest({ decades, plot }: { decades: Decades; plot: Plot; streaming: boolean }) {
  const [low, high] = decades;
  const bins = useMemo(
    () =>
      Array.from({ length: Math.round((high - low) * DRAWN_PER_DECADE) }, (_, bin) => ({
        exponent: low + (bin + 0.5) / DRAWN_PER_DECADE,
      })),
    [low, high],
  );
  return (
    <LineChart
      width={plot.chartWidth}
      height={plot.chartHeight}
      data={bins}
      margin={{
        top: plot.y,
        left: plot.x,
        right: plot.chartWidth - plot.x - plot.width,
        bottom: plot.chartHeight - plot.axisY - AXIS_PX,
      }}
      title="Histogram of ns per operation"
      desc="Left and right arrow keys read the shares bin by bin; the table below holds the quantiles."
    >
      <XAxis
        type="number"
        dataKey="exponent"
        domain={[low, high]}
        ticks={EDGES_ONLY}
        interval={0}
        height={AXIS_PX}
        tick={false}
        axisLine={false}
        tickLine={false}
        allowDataOverflow
      />
      <Tooltip isAnimationActive={false} content={BinTooltip} cursor={CURSOR} />
      <RestingLayer />
    </LineChart>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Reads its bin from the book at the moment when it is asked. */
function BinTooltip({ active, label }: TooltipContentProps) {
  const live = use(LiveContext);
  if (!active || typeof label !== "number" || live === null) return null;
  const { inline, spawn } = live.drawn.book.counted;
  if (inline.total === 0) return null;
  const half = 0.5 / DRAWN_PER_DECADE;
  const [from, to] = [label - half, label + half];
  return (
    <div className={styles.tooltip}>
      <strong>
        {formatExponent(from)} to {formatExponent(to)}
      </strong>
      <span>inline: {percent(inline.shares(from, to, DRAWN_PER_DECADE)[0]!)} of its batches</span>
      <span>spawn: {percent(spawn.shares(from, to, DRAWN_PER_DECADE)[0]!)} of its batches</span>
    </div>
  );
}

export default LatencyChart;
