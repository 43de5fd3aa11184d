/** Recharts' part of the latency chart: always axes, grid, legend, tooltip and keys; histograms and marks only when nothing streams in. */
import { memo, use, useId, useMemo } from "react";
import {
  Area,
  AreaChart,
  CartesianGrid,
  Legend,
  Tooltip,
  XAxis,
  YAxis,
  type AreaRevealShapeProps,
  type TooltipContentProps,
} from "recharts";
import { ChartTooltip } from "../../ui/charts/ChartTooltip.tsx";
import { Hatch } from "../../ui/charts/Hatch.tsx";
import { logTicks } from "../../ui/charts/log-axis.ts";
import { AXIS, INK, TOOLTIP } from "../../ui/charts/look.ts";
import { LatencyLegend } from "./Legend.tsx";
import { LiveContext } from "./live.ts";
import { MarkReferences, ROWS } from "./MarkReferences.tsx";
import { AXIS_PX, LEFT_PX, SERIES_PX, type Plot } from "./plot.ts";
import { baseOf, smallTops, type RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { formatNs, formatPercent } from "../../lib/units.ts";
import { DRAWN_PER_DECADE, outline } from "./scale.ts";
import { rowsOf, SIDES, type Axes, type Row } from "./scene.ts";
import { useBookVersion } from "./use-frame.ts";

interface Props {
  book: SampleBook;
  axes: Axes;
  plot: Plot;
  series: readonly RealSeries[];
  streaming: boolean;
  /** Above the drawing, so that its height never moves the plot. */
  legendBox: HTMLElement;
}

const SHARE = "share";
const formatShare = (share: number) => formatPercent(share);
const formatExponent = (exponent: number) => formatNs(10 ** exponent);

/**
 * During a stream no sample goes through it, and only a new axis redraws it: each change costs a hundred milliseconds
 * on a slow machine.
 */
export const Histograms = memo(function Histograms(props: Props) {
  const { book, axes, plot, series, streaming, legendBox } = props;
  const { decades, ceiling } = axes;
  const version = useBookVersion(book, streaming);
  const hatchId = useId();
  const rows = useMemo(() => {
    const all = rowsOf(book, decades);
    return streaming ? all.map(({ exponent }) => ({ exponent, inline: 0, spawn: 0 })) : all;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what is in the book
  }, [book, version, decades, streaming]);
  return (
    <AreaChart
      width={plot.chartWidth}
      height={plot.chartHeight}
      data={rows}
      margin={{
        top: plot.y,
        left: 0,
        right: plot.chartWidth - plot.x - plot.width,
        bottom: plot.chartHeight - plot.axisY - AXIS_PX,
      }}
      title="Histogram of ns per operation"
      desc="Left and right arrow keys read the shares bin by bin; the table below holds the quantiles."
    >
      <defs>
        <Hatch id={hatchId} ink={INK.spawn} />
      </defs>
      <CartesianGrid yAxisId={SHARE} vertical={false} syncWithTicks />
      <XAxis
        {...AXIS}
        type="number"
        dataKey="exponent"
        domain={[...decades]}
        ticks={logTicks(decades, plot.width)}
        tickFormatter={formatExponent}
        height={AXIS_PX}
      />
      <YAxis
        {...AXIS}
        yAxisId={SHARE}
        domain={[0, ceiling]}
        ticks={[0, ceiling / 2, ceiling]}
        tickFormatter={formatShare}
        width={LEFT_PX}
        axisLine={false}
        tickLine={false}
        padding={{ bottom: series.length * SERIES_PX }}
      />
      <YAxis yAxisId={ROWS} hide width={0} domain={[plot.axisY, plot.y]} allowDataOverflow />
      <Legend portal={legendBox} content={LatencyLegend} itemSorter={null} />
      <Tooltip {...TOOLTIP} content={BinTooltip} />
      {SIDES.map((side) => (
        <Area
          key={side}
          {...BINS}
          yAxisId={SHARE}
          dataKey={side}
          stroke={INK[side]}
          fill={side === "inline" ? INK.inline : `url(#${hatchId})`}
          fillOpacity={side === "inline" ? 0.26 : 1}
        />
      ))}
      {!streaming &&
        series.flatMap((one, row) =>
          SIDES.map((side) => (
            <Area
              key={one.name + side}
              {...BINS}
              yAxisId={ROWS}
              data={smallTops(one, side, baseOf(row, plot), decades)}
              dataKey="top"
              baseValue={baseOf(row, plot)}
              stroke={INK[side]}
              strokeDasharray={one.dash.join(" ")}
              fill="none"
              legendType="none"
              tooltipType="none"
            />
          )),
        )}
      <MarkReferences />
    </AreaChart>
  );
});

const BINS = { shape: Bins, legendType: "rect", activeDot: false, isAnimationActive: false } as const;

/** An area in steps as wide as their bins. */
function Bins({ points = [], baseLine, stroke, strokeDasharray, fill, fillOpacity }: AreaRevealShapeProps) {
  const [first, second] = points.map(({ x }) => x ?? 0);
  if (first === undefined || second === undefined || typeof baseLine !== "number") return null;
  const binPx = second - first;
  const tops = points.map(({ y }) => y ?? baseLine);
  return (
    <path
      d={outline(tops, baseLine, first - binPx / 2, binPx)}
      stroke={stroke}
      strokeWidth={1.5}
      strokeDasharray={strokeDasharray}
      fill={fill}
      fillOpacity={fillOpacity}
    />
  );
}

function BinTooltip({ active, payload }: TooltipContentProps) {
  const row = payload[0]?.payload as Row | undefined;
  const measured = (use(LiveContext)?.drawn.book.counted.inline.total ?? 0) > 0;
  if (!active || row === undefined || !measured) return null;
  const half = 0.5 / DRAWN_PER_DECADE;
  return (
    <ChartTooltip
      title={`${formatExponent(row.exponent - half)} to ${formatExponent(row.exponent + half)}`}
      lines={SIDES.map((side) => `${side}: ${formatPercent(row[side], 1)} of its batches`)}
    />
  );
}
