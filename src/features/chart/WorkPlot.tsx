/** Draws the curve on two logarithmic axes: predictions, measurements, and the slider's position. */
import { memo } from "react";
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
import { ChartLegend } from "../../ui/charts/ChartLegend.tsx";
import { ChartTooltip } from "../../ui/charts/ChartTooltip.tsx";
import { AXIS, INK, TOOLTIP } from "../../ui/charts/look.ts";
import { TARGET_RATIO } from "../../../harness/bench/target.ts";
import { formatRatio } from "../../lib/units.ts";
import { WORK_PLOT_PX, type WorkRow } from "./work-rows.ts";

interface Props {
  /** Keep its identity: a new one redraws the line. */
  rows: readonly WorkRow[];
  rounds: number;
  /** The ratio at `rounds`. */
  predicted: number;
  width: number;
}

/** log2(k + 1), so that zero work has a place too. */
const along = (rounds: number) => Math.log2(rounds + 1);
const X_DOMAIN = [0, along(1024)];
const X_TICKS = [0, 1, 4, 16, 64, 256, 1024].map(along);
const Y_TICKS = [1, 2, 5, 10, 20, 50, 100, 200];
const formatRounds = (x: number) => String(Math.round(2 ** x - 1));
const formatExponent = (exponent: number) => formatRatio(10 ** exponent);

const alongOf = ({ rounds }: WorkRow) => along(rounds);
const predictedOf = ({ predicted }: WorkRow) => Math.log10(predicted);
const behindOf = ({ behind }: WorkRow) => (behind === undefined ? null : Math.log10(behind));
const measuredOf = ({ measured }: WorkRow) => (measured === undefined ? null : Math.log10(measured));

const WorkPlot = memo(function WorkPlot({ rows, rounds, predicted, width }: Props) {
  const highest =
    1.1 * Math.max(TARGET_RATIO * 1.2, ...rows.flatMap((row) => [row.predicted, row.measured ?? 0]));
  return (
    <LineChart
      width={width}
      height={WORK_PLOT_PX}
      data={rows as WorkRow[]}
      margin={{ top: 0, right: 20, bottom: 2, left: 0 }}
      title="Ratio of spawn to inline against rounds of work"
      desc="Left and right arrow keys read the curve; the table below holds its numbers."
    >
      <CartesianGrid vertical={false} syncWithTicks />
      <XAxis
        {...AXIS}
        type="number"
        dataKey={alongOf}
        domain={X_DOMAIN}
        ticks={X_TICKS}
        tickFormatter={formatRounds}
        height={40}
        label={{
          value: "rounds of work in one operation",
          position: "insideBottomRight",
          offset: 0,
          fill: INK.muted,
        }}
      />
      <YAxis
        {...AXIS}
        domain={[0, Math.log10(highest)]}
        ticks={Y_TICKS.filter((ratio) => ratio <= highest).map(Math.log10)}
        tickFormatter={formatExponent}
        width={44}
        axisLine={false}
        tickLine={false}
      />
      <Legend verticalAlign="top" content={ChartLegend} itemSorter={null} />
      <Tooltip {...TOOLTIP} content={WorkTooltip} />
      <ReferenceLine
        y={Math.log10(TARGET_RATIO)}
        stroke={INK.accent}
        strokeDasharray="4 3"
        label={{ value: `target ${TARGET_RATIO}×`, position: "insideBottomRight", fill: INK.accent }}
      />
      <ReferenceLine x={along(rounds)} stroke={INK.muted} strokeDasharray="2 3" />
      {rows.some(({ behind }) => behind !== undefined) && (
        <Line
          name="the model, predicted"
          dataKey={behindOf}
          type="monotone"
          stroke={INK.muted}
          strokeWidth={1.5}
          strokeDasharray="5 4"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      )}
      <Line
        name="predicted from the run above"
        dataKey={predictedOf}
        type="monotone"
        stroke={INK.spawn}
        strokeWidth={2}
        dot={false}
        isAnimationActive={false}
      />
      <Line
        name="measured"
        dataKey={measuredOf}
        stroke="none"
        fill={INK.ink}
        legendType="diamond"
        dot={Diamond}
        activeDot={false}
        isAnimationActive={false}
      />
      <ReferenceDot
        x={along(rounds)}
        y={Math.log10(predicted)}
        r={5}
        fill={INK.ground}
        stroke={INK.spawn}
        strokeWidth={2}
      />
    </LineChart>
  );
});

function Diamond({ cx, cy }: { cx?: number; cy?: number | null }) {
  if (cx === undefined || cy === undefined || cy === null) return <g />;
  return <path d="M0,-7L7,0L0,7L-7,0Z" transform={`translate(${cx},${cy})`} fill={INK.ink} />;
}

function WorkTooltip({ active, payload }: TooltipContentProps) {
  const row = payload[0]?.payload as WorkRow | undefined;
  if (!active || row === undefined) return null;
  const measured = row.measured === undefined ? [] : [`measured ${formatRatio(row.measured)}`];
  const model = row.behind === undefined ? [] : [`the model, predicted ${formatRatio(row.behind)}`];
  return (
    <ChartTooltip
      title={`${row.rounds} rounds`}
      lines={[`predicted ${formatRatio(row.predicted)}`, ...measured, ...model]}
    />
  );
}

export default WorkPlot;
