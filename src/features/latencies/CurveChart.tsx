/** Latency over the share of requests, a line for each clock of each loop. */
import { CartesianGrid, Legend, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import type { TooltipContentProps } from "recharts";
import { formatNs } from "../../lib/units.ts";
import { ChartLegend } from "../../ui/charts/ChartLegend.tsx";
import { ChartTooltip } from "../../ui/charts/ChartTooltip.tsx";
import { decadesIn } from "../../ui/charts/log-axis.ts";
import { AXIS, INK, TOOLTIP } from "../../ui/charts/look.ts";
import { shareWords } from "./curve.ts";
import type { Line as Curve, Row } from "./curve.ts";
import type { Clock } from "./file.ts";

interface Props {
  lines: readonly Curve[];
  rows: readonly Row[];
  title: string;
  width: number;
}

export const CURVE_HEIGHT = 320;
const DASHES: Record<Clock, string | undefined> = {
  server: "2 3",
  send: undefined,
  corrected: "8 3",
  intended: undefined,
};
const inkOf = ({ load }: Curve): string => (load === "closed" ? INK.spawn : INK.inline);

export default function CurveChart({ lines, rows, title, width }: Props) {
  const nines = decadesIn([0, rows.at(-1)?.nines ?? 3]);
  const all = rows
    .flatMap((row) => lines.map(({ key }) => row[key]))
    .filter((each) => typeof each === "number");
  const [low, high] = [Math.floor(Math.min(...all)), Math.ceil(Math.max(...all))];
  const tooltip = ({ active, payload, label }: TooltipContentProps) =>
    active ? (
      <ChartTooltip
        title={`${shareWords(Number(label))} of requests took at most`}
        lines={payload.map(({ name, value }) => `${String(name)}: ${formatNs(10 ** Number(value))}`)}
      />
    ) : null;
  return (
    <LineChart
      width={width}
      height={CURVE_HEIGHT}
      data={[...rows]}
      margin={{ top: 10, right: 24, bottom: 0, left: 0 }}
      title={title}
      desc="Left and right arrow keys read the points; the table below holds the numbers."
    >
      <CartesianGrid vertical={false} />
      <XAxis
        {...AXIS}
        type="number"
        dataKey="nines"
        domain={[0, "dataMax"]}
        ticks={nines}
        tickFormatter={shareWords}
        height={42}
        label={{ value: "share of requests", position: "insideBottom", offset: 0, fill: INK.muted }}
      />
      <YAxis
        {...AXIS}
        domain={[low, high]}
        ticks={decadesIn([low, high])}
        tickFormatter={(exponent: number) => formatNs(10 ** exponent)}
        width={64}
        axisLine={false}
        tickLine={false}
      />
      <Legend verticalAlign="top" content={ChartLegend} itemSorter={null} />
      <Tooltip {...TOOLTIP} content={tooltip} />
      {lines.map((line) => (
        <Line
          key={line.key}
          name={line.name}
          dataKey={(row: Row) => row[line.key] ?? null}
          type="stepAfter"
          stroke={inkOf(line)}
          strokeWidth={line.clock === "intended" ? 4 : 2}
          strokeDasharray={DASHES[line.clock]}
          dot={false}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}
