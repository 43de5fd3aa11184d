/** The live chart: how long an operation took inline and spawned, as two histograms on one logarithmic axis. */
import { memo, useId, useMemo, useState } from "react";
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis, type TooltipContentProps } from "recharts";
import type { Recorded } from "./draw.ts";
import { LiveLayer, type EarlierRun } from "./LiveLayer.tsx";
import type { Prediction } from "./prediction.ts";
import type { SampleBook } from "./sample-book.ts";
import { DRAWN_PER_DECADE, formatNs, timeTicks, type Decades } from "./scale.ts";
import { useBookVersion, useAttention, useFrame, useWidth, type Bin, type Frame } from "./use-frame.ts";
import styles from "./LatencyChart.module.css";

const HEIGHT_PX = 320;
const MARGIN = { top: 78, right: 24, bottom: 4, left: 0 };
const NONE: readonly EarlierRun[] = [];
const MARGIN_WITH_GUESS = { ...MARGIN, top: 104 };
const Y_AXIS_PX = 44;

export interface LatencyChartProps {
  book: SampleBook;
  /** What the chart is called to those who cannot see it, e.g. "Debug profile". */
  label: string;
  /** The exact numbers, once there are any. Its identity is what redraws, so keep it. */
  recorded?: Recorded | undefined;
  prediction?: Prediction | undefined;
  earlierRuns?: readonly EarlierRun[];
  /** What stands in the plot while there are no samples. */
  emptyText?: string;
}

export const LatencyChart = memo(function LatencyChart({
  book,
  label,
  recorded,
  prediction,
  earlierRuns = NONE,
  emptyText = "Nothing measured yet.",
}: LatencyChartProps) {
  const hatchId = useId();
  const [plot, setPlot] = useState<HTMLElement | null>(null);
  const width = useWidth(plot);
  // A tooltip is read aloud from the frame's data: those must not change under someone who walks along it.
  const frame = useFrame(book, recorded, useAttention(plot));
  return (
    <figure
      className={styles.figure}
      aria-label={`${label}: histogram of ns per operation, inline and spawn`}
    >
      <Legend book={book} hatchId={hatchId} />
      <div ref={setPlot} className={styles.plot} style={{ height: HEIGHT_PX }}>
        {width > 0 && (
          <Chart
            frame={frame}
            width={width}
            book={book}
            recorded={recorded}
            prediction={prediction}
            earlierRuns={earlierRuns}
            hatchId={hatchId}
          />
        )}
        <EmptyNotice book={book} text={emptyText} />
      </div>
      <figcaption className={styles.caption}>
        ns per operation, each sample the mean of one timed batch. The axis is logarithmic, so the distance
        between the medians is the ratio.
      </figcaption>
    </figure>
  );
});

// What follows the book once a second is kept small: a render of the whole figure would take Recharts along.
function EmptyNotice({ book, text }: { book: SampleBook; text: string }) {
  useBookVersion(book);
  return book.counted.inline.total === 0 ? <p className={styles.empty}>{text}</p> : null;
}

function Legend({ book, hatchId }: { book: SampleBook; hatchId: string }) {
  useBookVersion(book);
  const inlineCount = book.counted.inline.total;
  const spawnCount = book.counted.spawn.total;
  return (
    <ul className={styles.legend}>
      <li>
        <svg width="22" height="12" aria-hidden="true">
          <rect x="0.75" y="0.75" width="20.5" height="10.5" className={styles.inlineArea} />
        </svg>
        inline <span className={styles.count}>{inlineCount.toLocaleString("en")} samples</span>
      </li>
      <li>
        <svg width="22" height="12" aria-hidden="true">
          <rect
            x="0.75"
            y="0.75"
            width="20.5"
            height="10.5"
            className={styles.spawnArea}
            fill={`url(#${hatchId})`}
          />
        </svg>
        spawn <span className={styles.count}>{spawnCount.toLocaleString("en")} samples</span>
      </li>
      <li className={styles.key}>
        <svg width="62" height="12" aria-hidden="true" className={styles.keyRail}>
          <line x1="6" x2="56" y1="6" y2="6" />
          <circle cx="6" cy="6" r="4" />
          <line x1="34" x2="34" y1="2" y2="10" />
          <path d="M56,1L61,6L56,11L51,6Z" />
        </svg>
        p50, p90, p99
      </li>
    </ul>
  );
}

const formatExponent = (exponent: number) => formatNs(10 ** exponent);
const formatShare = (share: number) => `${Math.round(share * 100)} %`;

interface ChartProps {
  frame: Frame;
  width: number;
  book: SampleBook;
  recorded: Recorded | undefined;
  prediction: Prediction | undefined;
  earlierRuns: readonly EarlierRun[];
  hatchId: string;
}

/** The part that Recharts draws. The invisible line is what gives it scales, a tooltip and arrow keys. */
const Chart = memo(function Chart({
  frame,
  width,
  book,
  recorded,
  prediction,
  earlierRuns,
  hatchId,
}: ChartProps) {
  return (
    <LineChart
      width={width}
      height={HEIGHT_PX}
      data={frame.bins}
      margin={prediction ? MARGIN_WITH_GUESS : MARGIN}
      title="Histogram of ns per operation"
      desc="Left and right arrow keys read the shares bin by bin; the table below holds the quantiles."
    >
      <Axes decades={frame.decades} ceiling={frame.ceiling} widthPx={width - Y_AXIS_PX - MARGIN.right} />
      <Tooltip
        isAnimationActive={false}
        content={BinTooltip}
        cursor={{ stroke: "var(--muted)", strokeDasharray: "2 3" }}
      />
      <Line
        dataKey="inline"
        stroke="none"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
        legendType="none"
      />
      <LiveLayer
        prediction={prediction}
        earlierRuns={earlierRuns}
        book={book}
        decades={frame.decades}
        ceiling={frame.ceiling}
        recorded={recorded}
        hatchId={hatchId}
      />
    </LineChart>
  );
});

const Axes = memo(function Axes({
  decades,
  ceiling,
  widthPx,
}: {
  decades: Decades;
  ceiling: number;
  widthPx: number;
}) {
  const [low, high] = decades;
  const ticks = useMemo(() => timeTicks([low, high], widthPx), [low, high, widthPx]);
  const shares = [0, ceiling / 2, ceiling];
  return (
    <>
      <CartesianGrid stroke="var(--hairline)" vertical={false} />
      <XAxis
        type="number"
        dataKey="exponent"
        domain={[low, high]}
        ticks={ticks}
        interval={0}
        tickFormatter={formatExponent}
        tick={{ fill: "var(--muted)", fontSize: 12 }}
        stroke="var(--hairline)"
        allowDataOverflow
      />
      <YAxis
        type="number"
        domain={[0, ceiling]}
        ticks={shares}
        interval={0}
        tickFormatter={formatShare}
        width={Y_AXIS_PX}
        tick={{ fill: "var(--muted)", fontSize: 12 }}
        axisLine={false}
        tickLine={false}
        allowDataOverflow
      />
    </>
  );
});

function binName(middle: number): string {
  const half = 0.5 / DRAWN_PER_DECADE;
  return `${formatNs(10 ** (middle - half))} to ${formatNs(10 ** (middle + half))}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function BinTooltip({ active, payload }: TooltipContentProps) {
  const bin = payload[0]?.payload as Bin | undefined;
  if (!active || bin === undefined) return null;
  return (
    <div className={styles.tooltip}>
      <strong>{binName(bin.exponent)}</strong>
      <span>inline: {percent(bin.inline)} of its batches</span>
      <span>spawn: {percent(bin.spawn)} of its batches</span>
    </div>
  );
}

export default LatencyChart;
