/** What came of a run and of a sweep: the cause of overload, latencies, queues, who was busy, and the knee. */
import { memo, useMemo } from "react";
import { formatCount, formatNs, unbroken } from "../../lib/units.ts";
import { scaledWords, sweepScaledWords } from "../../recording/studio/load/load.ts";
import type { Sweep } from "../../recording/studio/load/load.ts";
import type { LoadResult } from "../../recording/studio/load/result.ts";
import { ChartBox } from "../../ui/charts/ChartBox.tsx";
import { ChartTable, NumbersTable } from "../../ui/charts/ChartTable.tsx";
import { lazily } from "../../ui/lazily.tsx";
import type { RecordLatencies } from "./learner.ts";
import { LearnersCount } from "./LearnersCount.tsx";
import {
  BUSY_COLUMNS,
  busyRows,
  LATENCY_COLUMNS,
  latencyRows,
  QUEUE_COLUMNS,
  queueLines,
  queueRows,
  SWEEP_COLUMNS,
  sweepLines,
  sweepRows,
} from "./rows.ts";
import styles from "./Studio.module.css";

const LoadCharts = lazily("The charts", () => import("./LoadCharts.tsx"));
const CHART_HEIGHT = 280;

/** Of each run: where it was overloaded, and how much of it was simulated. */
export function Outcomes({ results }: { results: readonly LoadResult[] }) {
  return results.map((result, of) => (
    <div key={`${of} ${result.design}`} className={styles.outcome}>
      {results.length > 1 && (
        <h4>
          {of === 0 ? "A" : "B"}: {result.design}
        </h4>
      )}
      <p className="notice" data-tone={result.overload === null ? "ok" : "error"}>
        <span>{unbroken(result.overload ?? "No queue is overloaded.")}</span>
      </p>
      <p className="note">
        {formatCount(result.offered)} messages came, {formatCount(result.delivered)} were finished
        {result.dropped > 0 && `, ${formatCount(result.dropped)} were dropped`}.{" "}
        {unbroken(scaledWords(result) ?? "")}
      </p>
    </div>
  ));
}

interface Props {
  results: readonly LoadResult[];
  sweeps: readonly Sweep[];
  recordWithLearners: RecordLatencies | undefined;
}

/** Tables beside charts where there is room for both; the progress of a new run does not draw them again. */
export const LoadResults = memo(function LoadResults({ results, sweeps, recordWithLearners }: Props) {
  if (results.length === 0 && sweeps.length === 0) return null;
  return (
    <div className={styles.results}>
      {results.length > 0 && <RunTables results={results} recordWithLearners={recordWithLearners} />}
      <div>
        {results.length > 0 && <Queues results={results} />}
        {sweeps.length > 0 && <SweepResults sweeps={sweeps} />}
      </div>
    </div>
  );
});

function RunTables({ results, recordWithLearners }: Omit<Props, "sweeps">) {
  return (
    <div>
      <h4>From source to sink</h4>
      <NumbersTable
        caption="Latency from source to sink"
        columns={LATENCY_COLUMNS}
        rows={latencyRows(results)}
      />
      {recordWithLearners && results[0] && <LearnersCount result={results[0]} record={recordWithLearners} />}
      <h4>Who was busy, and from where tasks were polled</h4>
      <NumbersTable caption="Workers and tasks" columns={BUSY_COLUMNS} rows={busyRows(results)} />
    </div>
  );
}

function Queues({ results }: { results: readonly LoadResult[] }) {
  const queues = useMemo(() => queueLines(results), [results]);
  return (
    <>
      <h4>Queues over time</h4>
      {queues.lines.length > 0 ? (
        <ChartBox height={CHART_HEIGHT}>
          {(width) => <LoadCharts kind="queues" {...queues} knees={[]} width={width} />}
        </ChartBox>
      ) : (
        <p className="note">No queue held a message for long enough to be seen.</p>
      )}
      <ChartTable
        summary="Queues in numbers"
        caption="Queues"
        columns={QUEUE_COLUMNS}
        rows={queueRows(results)}
      />
    </>
  );
}

function SweepResults({ sweeps }: { sweeps: readonly Sweep[] }) {
  const lines = useMemo(() => sweepLines(sweeps), [sweeps]);
  const knees = sweeps.flatMap(({ knee }) => (knee === null ? [] : [knee]));
  return (
    <>
      <h4>Rising load</h4>
      <p>
        {sweeps.map(({ knee, points }, of) => (
          <span key={of}>
            {sweeps.length > 1 && (of === 0 ? "A: " : "B: ")}
            {knee === null
              ? `Overloaded already at ${formatCount(Math.round(points[0]?.rate ?? 0))} a second. `
              : unbroken(
                  `The knee is at ${formatCount(Math.round(knee))} a second, with a p99 of ${formatNs(points.find(({ rate }) => rate === knee)?.p99Ns ?? 0)}. `,
                )}
          </span>
        ))}
      </p>
      {sweeps.map((sweep, of) => {
        const words = sweepScaledWords(sweep);
        return (
          words !== null && (
            <p key={of} className="note">
              {sweeps.length > 1 && (of === 0 ? "A: " : "B: ")}
              {unbroken(words)}
            </p>
          )
        );
      })}
      <ChartBox height={CHART_HEIGHT}>
        {(width) => <LoadCharts kind="sweep" {...lines} knees={[...new Set(knees)]} width={width} />}
      </ChartBox>
      <ChartTable
        summary="The sweep in numbers"
        caption="Rising load"
        columns={SWEEP_COLUMNS}
        rows={sweepRows(sweeps)}
      />
    </>
  );
}
