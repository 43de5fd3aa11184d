/** The bars of the held-work chart, with the band of the rule. */
import { memo, useId } from "react";
import {
  Bar,
  BarChart,
  LabelList,
  Legend,
  ReferenceArea,
  Tooltip,
  XAxis,
  YAxis,
  type TooltipContentProps,
} from "recharts";
import { ChartLegend } from "../../ui/charts/ChartLegend.tsx";
import { ChartTooltip } from "../../ui/charts/ChartTooltip.tsx";
import { Hatch } from "../../ui/charts/Hatch.tsx";
import { decadesIn } from "../../ui/charts/log-axis.ts";
import { AXIS, INK, TOOLTIP } from "../../ui/charts/look.ts";
import { formatMs } from "../../lib/units.ts";
import { HELD_DOMAIN, RULE, type HeldRow } from "./held-rows.ts";

interface Props {
  /** Keep its identity: a new one redraws. */
  rows: readonly HeldRow[];
  width: number;
}

/** On a phone the names are above their bars. */
const NARROW_PX = 520;
const NAMES_PX = 150;
const VALUES_PX = 76;
const AXIS_PX = 26;
const legendPx = (width: number) => (width < NARROW_PX ? 54 : 30);
const TICKS = decadesIn(HELD_DOMAIN);

const heldHeight = (rows: number, width: number): number =>
  rows * (width < NARROW_PX ? 42 : 26) + AXIS_PX + legendPx(width);

const formatExponent = (exponent: number) => formatMs(10 ** (exponent - 3));
/** A bar of no length would have no label. */
const withinOf = ({ within }: HeldRow) => (within === undefined ? undefined : Math.max(within, 1e-3));
const withinWords = ({ within, words }: HeldRow) => (within === undefined ? "" : words);
const overWords = ({ over, words }: HeldRow) => (over === undefined ? "" : words);

const HeldBars = memo(function HeldBars({ rows, width }: Props) {
  const hatchId = useId();
  const narrow = width < NARROW_PX;
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={heldHeight(rows.length, width)}
      data={rows as HeldRow[]}
      margin={{ top: 0, right: VALUES_PX, bottom: 0, left: narrow ? 14 : 0 }}
      title="The longest a request holds a worker between two awaits"
      desc="Up to 1 s, on a logarithmic axis. The left arrow key reads the bars downwards, the right one upwards; the table below holds the numbers."
    >
      <defs>
        <Hatch id={hatchId} ink={INK.spawn} />
      </defs>
      <XAxis
        {...AXIS}
        type="number"
        domain={[...HELD_DOMAIN]}
        ticks={narrow ? TICKS.filter((exponent) => exponent % 2 === 0) : TICKS}
        tickFormatter={formatExponent}
        height={AXIS_PX}
      />
      <YAxis
        type="category"
        dataKey="name"
        interval={0}
        width={narrow ? 1 : NAMES_PX}
        mirror={narrow}
        tick={narrow ? NameAbove : NameBeside}
        tickLine={false}
      />
      <ReferenceArea x1={RULE[0]} x2={RULE[1]} fill={INK.ok} fillOpacity={0.18} />
      <Legend verticalAlign="top" height={legendPx(width)} content={ChartLegend} itemSorter={null} />
      <Tooltip {...TOOLTIP} cursor={{ fill: INK.muted, fillOpacity: 0.08 }} content={HeldTooltip} />
      <Bar {...BAR} name="within the rule" dataKey={withinOf} fill={INK.ok} stroke="none">
        <LabelList dataKey={withinWords} position="right" fill={INK.ink} />
      </Bar>
      <Bar {...BAR} name="longer than the rule" dataKey="over" fill={`url(#${hatchId})`} stroke={INK.spawn}>
        <LabelList dataKey={overWords} position="right" fill={INK.ink} />
      </Bar>
    </BarChart>
  );
});

/** The place of a bar's name; Recharts would wrap it to the width of the axis. */
const NameBeside = ({ y, payload }: Tick) => (
  <text x={0} y={Number(y) + 4} fill={INK.ink}>
    {payload.value}
  </text>
);
const NameAbove = ({ x, y, payload }: Tick) => (
  <text x={Number(x) - 2} y={Number(y) - 10} fill={INK.ink}>
    {payload.value}
  </text>
);

interface Tick {
  x: number | string;
  y: number | string;
  payload: { value: string };
}

const BAR = {
  stackId: "held",
  barSize: 12,
  radius: [0, 3, 3, 0] as [number, number, number, number],
  strokeWidth: 1.5,
  isAnimationActive: false,
} as const;

function HeldTooltip({ active, payload }: TooltipContentProps) {
  const row = payload[0]?.payload as HeldRow | undefined;
  if (!active || row === undefined) return null;
  return (
    <ChartTooltip
      title={row.name}
      lines={[`${row.words}, ${row.over === undefined ? "within" : "longer than"} the rule`]}
    />
  );
}

export default HeldBars;
