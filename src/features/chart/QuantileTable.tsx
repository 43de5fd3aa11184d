/** Shows the chart's numbers as tables: the quantiles of each side, and everything about the ratio. */
import { engineOf, type BenchProfile, type Quantiles } from "../../../harness/report.ts";
import type { Counted } from "./sample-book.ts";
import { quantilesOf } from "./log-histogram.ts";
import type { RealSeries } from "./real-series.ts";
import { formatCount, formatNs, formatRatio } from "../../lib/units.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import styles from "./QuantileTable.module.css";

interface TablesProps {
  counted: Counted;
  /** Once a profile is measured, its exact numbers replace the counted ones. */
  profile: BenchProfile | undefined;
}

export function QuantileTable({
  counted: counts,
  profile,
  series,
}: TablesProps & { series: readonly RealSeries[] }) {
  const sides = (["inline", "spawn"] as const).map((name) => ({
    name,
    raw: profile?.[name] ?? quantilesOf(counts[name]),
    learner: profile?.learner?.[name],
  }));
  return (
    <table className={styles.table}>
      <caption>Time of one operation, each sample the mean of a batch</caption>
      <ColumnHeads names={["Side", "Read by", "p50", "p90", "p99"]} />
      {sides.map(({ name, raw, learner }) => (
        <tbody key={name}>
          <tr>
            <th scope="rowgroup" rowSpan={2}>
              {name}
            </th>
            <td>raw samples</td>
            <QuantileCells quantiles={raw} />
          </tr>
          <tr className={styles.learner}>
            <td>your Histogram</td>
            {learner ? (
              <QuantileCells quantiles={learner} />
            ) : (
              <td colSpan={3}>{profile === undefined ? "at the end of the run" : "not measured"}</td>
            )}
          </tr>
        </tbody>
      ))}
      {series.map((one) => (
        <RealRows key={one.name} series={one} />
      ))}
    </table>
  );
}

/** Real tokio's numbers from the learner's machine. */
function RealRows({ series: { name, profile } }: { series: RealSeries }) {
  const { learner } = profile;
  const rows = (["inline", "spawn"] as const).flatMap((side) => [
    { read: `raw samples, ${side}`, quantiles: profile[side] },
    ...(learner ? [{ read: `your Histogram, ${side}`, quantiles: learner[side] }] : []),
  ]);
  return (
    <tbody>
      {rows.map(({ read, quantiles }, row) => (
        <tr key={read} className={read.startsWith("your") ? styles.learner : undefined}>
          {row === 0 && (
            <th scope="rowgroup" rowSpan={rows.length}>
              {name}
            </th>
          )}
          <td>{read}</td>
          <QuantileCells quantiles={quantiles} />
        </tr>
      ))}
    </tbody>
  );
}

function QuantileCells({ quantiles: { p50, p90, p99 } }: { quantiles: Quantiles }) {
  return (
    <>
      <td>{formatNs(p50)}</td>
      <td>{formatNs(p90)}</td>
      <td>{formatNs(p99)}</td>
    </>
  );
}

/**
 * Ratio, interval, control, and the batches' composition.
 * @param graded the ratio and its interval are above the chart already
 */
export function RatioFacts({ counted: counts, profile, graded }: TablesProps & { graded: boolean }) {
  const { ratio, control } = counts;
  const interval = profile?.interval ?? ratio.medianInterval();
  const facts: [string, string][] = [
    ["Control, inline to inline", formatRatio(profile?.control ?? control.quantile(0.5))],
    ["Rounds", formatCount(profile?.rounds ?? ratio.total)],
  ];
  if (!graded)
    facts.unshift(
      ["Ratio, spawn to inline", formatRatio(profile?.ratio ?? ratio.quantile(0.5))],
      [
        profile?.discarded === undefined ? "95 % interval, by rounds" : "95 % interval, by workers",
        Number.isNaN(interval[0]) ? "–" : `${formatRatio(interval[0])} to ${formatRatio(interval[1])}`,
      ],
    );
  if (profile) {
    facts.push(
      ["Each worker", profile.workerRatios.map(formatRatio).join(", ")],
      [
        "Operations in a batch",
        `${formatCount(profile.batchInline)} inline, ${formatCount(profile.batchSpawn)} spawn`,
      ],
    );
    if (profile.clockStepNs !== undefined) facts.push(["Clock step", formatNs(profile.clockStepNs)]);
    if (profile.eventsPerOp) {
      const { inline, spawn } = profile.eventsPerOp;
      facts.push([
        "Trace events an operation",
        `${formatEvents(inline)} inline, ${formatEvents(spawn)} spawn`,
      ]);
    }
    // The page cannot pass tokio's own jobs to its gather one by one.
    if (engineOf(profile) === "model")
      facts.push([
        "Eight at a time through your gather",
        profile.throughGather === null ? "not measured" : formatRatio(profile.throughGather),
      ]);
  }
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function formatEvents(count: number): string {
  return Number.isInteger(count) ? String(count) : count.toFixed(2);
}
