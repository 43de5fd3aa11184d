/** The others' p99 over the load, a line for each strategy, with its own dash and name. */
import { memo, useMemo } from "react";
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
  type TooltipContentProps,
} from "recharts";
import { formatNs } from "../../lib/units.ts";
import { ChartLegend } from "../../ui/charts/ChartLegend.tsx";
import { ChartTooltip } from "../../ui/charts/ChartTooltip.tsx";
import { decadesIn } from "../../ui/charts/log-axis.ts";
import { AXIS, INK, TOOLTIP } from "../../ui/charts/look.ts";
import { STRATEGIES, STRATEGY_WORDS, type Strategy } from "./strategies.ts";
import type { SweepPoint } from "./sweep.ts";
import { exponentOf, spread, sweepDomain, sweepRows, type SweepRow } from "./sweep-rows.ts";

interface Props {
  /** Keep its identity: it is what redraws. */
  points: readonly SweepPoint[];
  strategies: readonly Strategy[];
  budgetNs: number;
  width: number;
}

/** On a phone the legend is above the lines; with enough room, each line ends in its name. */
const NARROW_PX = 560;
const NAMES_PX = 148;
const TOP_PX = 10;
const AXIS_PX = 42;
const sweepHeight = (width: number): number => (width < NARROW_PX ? 340 : 300);
const PLOT_PX = 300 - TOP_PX - AXIS_PX;
/** Of two names, one above the other. */
const LINE_PX = 16;

const LOOKS: Record<Strategy, { stroke: string; strokeDasharray?: string; strokeWidth?: number }> = {
  inline: { stroke: INK.spawn },
  spawn_blocking: { stroke: INK.inline, strokeDasharray: "16 4" },
  rayon: { stroke: INK.ok, strokeDasharray: "8 3" },
  yield: { stroke: INK.warn, strokeDasharray: "2 3" },
  block_in_place: { stroke: INK.muted, strokeDasharray: "10 3 2 3" },
  yours: { stroke: INK.accent, strokeWidth: 3.5 },
};

const formatExponent = (exponent: number) => formatNs(10 ** exponent);
const valueOf: Record<Strategy, (row: SweepRow) => number | null> = Object.fromEntries(
  STRATEGIES.map((strategy) => [
    strategy,
    (row: SweepRow) => (row[strategy] ? exponentOf(row[strategy].othersP99Ns) : null),
  ]),
) as Record<Strategy, (row: SweepRow) => number | null>;

const SweepChart = memo(function SweepChart({ points, strategies, budgetNs, width }: Props) {
  const rows = useMemo(() => sweepRows(points), [points]);
  const narrow = width < NARROW_PX;
  const domain = sweepDomain(points, budgetNs);
  return (
    <LineChart
      width={width}
      height={sweepHeight(width)}
      data={rows}
      margin={{ top: TOP_PX, right: narrow ? 20 : NAMES_PX, bottom: 0, left: 0 }}
      title="The other tasks' p99 over the load"
      desc="Left and right arrow keys read the loads; the table below holds the numbers."
    >
      <CartesianGrid vertical={false} syncWithTicks />
      <XAxis
        {...AXIS}
        type="number"
        dataKey="rate"
        domain={[0, rows.at(-1)?.rate ?? 1]}
        ticks={rows.map(({ rate }) => rate)}
        interval="preserveEnd"
        minTickGap={6}
        height={AXIS_PX}
        label={{ value: "requests/s", position: "insideBottom", offset: 0, fill: INK.muted }}
      />
      <YAxis
        {...AXIS}
        domain={[...domain]}
        ticks={decadesIn(domain)}
        tickFormatter={formatExponent}
        width={56}
        axisLine={false}
        tickLine={false}
      />
      {narrow && <Legend verticalAlign="top" content={ChartLegend} itemSorter={null} />}
      <Tooltip {...TOOLTIP} content={SweepTooltip} />
      <ReferenceLine
        y={exponentOf(budgetNs)}
        stroke={INK.ok}
        strokeWidth={1.5}
        strokeDasharray="2 3"
        label={{ value: "your budget", position: "insideBottomLeft", fill: INK.ok }}
      />
      {strategies.map((strategy) => (
        <Line
          key={strategy}
          name={STRATEGY_WORDS[strategy]}
          dataKey={valueOf[strategy]}
          strokeWidth={2}
          {...LOOKS[strategy]}
          dot={{ r: 2.5, fill: LOOKS[strategy].stroke, strokeDasharray: "none" }}
          isAnimationActive={false}
        />
      ))}
      {!narrow && endNames(strategies, rows, domain)}
    </LineChart>
  );
});

/** Names are at the ends of their lines and never overlap. */
function endNames(
  strategies: readonly Strategy[],
  rows: readonly SweepRow[],
  domain: readonly [number, number],
) {
  const ends = strategies.map((strategy) => rows.findLast((row) => row[strategy]));
  const exponents = strategies.map((strategy, index) => {
    const end = ends[index];
    return end ? valueOf[strategy](end)! : domain[0];
  });
  const places = spread(exponents, (LINE_PX * (domain[1] - domain[0])) / PLOT_PX, domain);
  const rate = rows.at(-1)?.rate;
  return strategies.map((strategy, index) => (
    <ReferenceDot
      key={strategy}
      x={rate}
      y={places[index]}
      r={0}
      label={{ value: STRATEGY_WORDS[strategy], position: "right", offset: 10, fill: LOOKS[strategy].stroke }}
    />
  ));
}

function SweepTooltip({ active, payload }: TooltipContentProps) {
  const row = payload[0]?.payload as SweepRow | undefined;
  if (!active || row === undefined) return null;
  const lines = STRATEGIES.flatMap((strategy) => {
    const point = row[strategy];
    return point ? [`${STRATEGY_WORDS[strategy]}: ${formatNs(point.othersP99Ns)}`] : [];
  });
  return <ChartTooltip title={`${row.rate} requests/s`} lines={lines} />;
}

export default SweepChart;
