/** The two charts of a run: each queue's depth over time, and p99 over the rate with its knee. */
import { CartesianGrid, Legend, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { TooltipContentProps } from "recharts";
import { formatCount, formatMs, formatNs } from "../../lib/units.ts";
import { ChartLegend } from "../../ui/charts/ChartLegend.tsx";
import { ChartTooltip } from "../../ui/charts/ChartTooltip.tsx";
import { AXIS, INK, TOOLTIP } from "../../ui/charts/look.ts";
import type { Line as Row } from "./rows.ts";

interface Props {
  kind: "queues" | "sweep";
  lines: readonly Row[];
  rows: readonly Record<string, number | null>[];
  /** Rates at which latency takes off. */
  knees: readonly number[];
  width: number;
}

const CHART_HEIGHT = 280;
const STROKES = [
  { stroke: INK.inline },
  { stroke: INK.spawn, strokeDasharray: "8 3" },
  { stroke: INK.ok, strokeDasharray: "2 3" },
  { stroke: INK.warn, strokeDasharray: "16 4" },
  { stroke: INK.accent, strokeDasharray: "10 3 2 3" },
  { stroke: INK.muted, strokeDasharray: "4 4" },
] as const;

export default function LoadCharts({ kind, lines, rows, knees, width }: Props) {
  const sweep = kind === "sweep";
  const along = sweep ? "rate" : "ms";
  const x = (value: number): string => (sweep ? formatCount(Math.round(value)) : formatMs(value));
  const y = (value: number): string => (sweep ? formatNs(10 ** value) : formatCount(Math.round(value)));
  const tooltip = ({ active, payload, label }: TooltipContentProps) =>
    active ? (
      <ChartTooltip
        title={x(Number(label))}
        lines={payload.map(({ name, value }) => `${String(name)}: ${y(Number(value))}`)}
      />
    ) : null;
  return (
    <LineChart
      width={width}
      height={CHART_HEIGHT}
      data={[...rows]}
      // Half of the last tick is beyond the plot.
      margin={{ top: 10, right: sweep ? 30 : 20, bottom: 0, left: 0 }}
      title={sweep ? "p99 over the rate" : "Messages in each queue over time"}
      desc="Left and right arrow keys read the points; the table below holds the numbers."
    >
      <CartesianGrid vertical={false} />
      <XAxis
        {...AXIS}
        interval="preserveStartEnd"
        type="number"
        dataKey={along}
        domain={[0, "dataMax"]}
        tickFormatter={x}
        height={42}
        label={{
          value: sweep ? "messages a second" : "time",
          position: "insideBottom",
          offset: 0,
          fill: INK.muted,
        }}
      />
      <YAxis
        {...AXIS}
        interval="preserveStartEnd"
        tickFormatter={y}
        width={60}
        axisLine={false}
        tickLine={false}
        allowDecimals={sweep}
        domain={sweep ? ["auto", "auto"] : [0, "auto"]}
      />
      <Legend verticalAlign="top" content={ChartLegend} itemSorter={null} />
      <Tooltip {...TOOLTIP} content={tooltip} />
      {knees.map((rate) => (
        <ReferenceLine
          key={rate}
          x={rate}
          stroke={INK.ok}
          strokeDasharray="2 3"
          label={{ value: "knee", position: "insideTopRight", fill: INK.ok }}
        />
      ))}
      {lines.map(({ name, key }, index) => (
        <Line
          key={key}
          name={name}
          dataKey={(row: Record<string, number | null>) => row[key] ?? null}
          strokeWidth={2}
          {...STROKES[index % STROKES.length]}
          dot={sweep}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}
