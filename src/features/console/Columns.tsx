/** A small histogram over a logarithmic axis. */
import { memo, useMemo } from "react";
import { Bar, BarChart, Tooltip, XAxis, YAxis, type TooltipContentProps } from "recharts";
import { formatNs } from "../../lib/units.ts";
import { ChartTooltip } from "../../ui/charts/ChartTooltip.tsx";
import { AXIS, INK, TOOLTIP } from "../../ui/charts/look.ts";
import { columnTicks, type Column, type MiniHistogram } from "./percentiles.ts";
import { counted } from "../../lib/words.ts";

interface Props {
  title: string;
  /** A new identity redraws the chart, so keep it. */
  mini: MiniHistogram;
  width: number;
  height: number;
}

/** Width of the counts at the left; without room for them, only the tooltip shows them. */
const COUNT_PX = 36;
const NARROW_PX = 230;
const RIGHT_PX = 2;
const formatCount = (count: number) => count.toLocaleString("en", { notation: "compact" });
/** A column with any count is visible, however tall the tallest is. */
const atLeast = (count: unknown) => (Number(count) > 0 ? 2 : 0);

const Columns = memo(function Columns({ title, mini, width, height }: Props) {
  const { columns } = mini;
  const most = Math.max(...columns.map(({ count }) => count));
  const narrow = width < NARROW_PX;
  const plotPx = width - RIGHT_PX - (narrow ? RIGHT_PX : COUNT_PX);
  const ticks = useMemo(() => columnTicks(mini, plotPx), [mini, plotPx]);
  return (
    <BarChart
      width={width}
      height={height}
      data={columns}
      margin={{ top: 6, right: RIGHT_PX, bottom: 0, left: narrow ? RIGHT_PX : 0 }}
      barCategoryGap={0.5}
      title={`${title}, as a histogram`}
      desc="Left and right arrow keys read the columns; the table beside it holds the percentiles."
    >
      <XAxis
        {...AXIS}
        type="number"
        dataKey="index"
        domain={[-0.5, columns.length - 0.5]}
        ticks={ticks.map(({ at }) => at)}
        tick={({ x, y, payload: { value: at } }: TickAt) => (
          <text x={x} y={Number(y) + 10} fill={INK.muted} textAnchor={anchorAt(at, columns.length)}>
            {ticks.find((tick) => tick.at === at)?.text}
          </text>
        )}
        height={26}
      />
      <YAxis
        {...AXIS}
        domain={[0, most]}
        hide={narrow}
        ticks={[0, most]}
        tickFormatter={formatCount}
        width={COUNT_PX}
        axisLine={false}
        tickLine={false}
        tickSize={2}
      />
      <Tooltip {...TOOLTIP} cursor={{ fill: INK.muted, fillOpacity: 0.12 }} content={ColumnTooltip} />
      <Bar dataKey="count" fill={INK.inline} minPointSize={atLeast} isAnimationActive={false} />
    </BarChart>
  );
});

interface TickAt {
  x: number | string;
  y: number | string;
  payload: { value: number };
}

/** The outermost labels stay within the axis. */
const anchorAt = (at: number, columns: number) => (at < 1 ? "start" : at > columns - 2 ? "end" : "middle");

function ColumnTooltip({ active, payload }: TooltipContentProps) {
  const column = payload[0]?.payload as Column | undefined;
  if (!active || column === undefined) return null;
  const { fromNs, toNs, count } = column;
  return (
    <ChartTooltip title={`${formatNs(fromNs)} to ${formatNs(toNs)}`} lines={[counted(count, "value")]} />
  );
}

export default Columns;
