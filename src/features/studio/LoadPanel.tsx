/** The design under load: the rate, Run, Sweep and Cancel, and what came of it, also beside a second design. */
import { Play, Square, TrendingUp } from "lucide-react";
import { useMemo, useState } from "react";
import { formatCount, formatNs } from "../../lib/units.ts";
import { atRate, scaledWords, whyNotRun } from "../../recording/studio/load/load.ts";
import { startNamed, START_NAMES, STARTS } from "../../recording/studio/starts.ts";
import type { Design } from "../../recording/studio/schema.ts";
import { ChartBox } from "../../ui/charts/ChartBox.tsx";
import { ChartTable, NumbersTable } from "../../ui/charts/ChartTable.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { DraftInput } from "./DraftInput.tsx";
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
import type { Load } from "./use-load.ts";
import styles from "./Studio.module.css";

const LoadCharts = lazily("The charts", () => import("./LoadCharts.tsx"));
const CHART_HEIGHT = 280;

interface Props {
  design: Design;
  load: Load;
  /** Changes the rate of the first source, and the others in proportion. */
  onRate(design: Design): void;
  recordWithLearners: RecordLatencies | undefined;
}

export function LoadPanel({ design, load, onRate, recordWithLearners }: Props) {
  const [other, setOther] = useState("");
  const rival = other === "" ? undefined : startNamed(other);
  const both = rival === undefined ? [design] : [design, atRate(rival, design.sources[0]?.rate ?? 1_000)];
  const why = both.map(whyNotRun).find((reason) => reason !== null) ?? null;
  const { running, share, results, failure } = load;
  const stale = results.length > 0 && load.designs[0] !== design;
  return (
    <section aria-labelledby="studio-load">
      <h3 id="studio-load">Under load</h3>
      <div className={styles.run}>
        {design.sources[0] !== undefined && (
          <label>
            {design.sources[0].id} a second{" "}
            <DraftInput
              label={`${design.sources[0].id} a second`}
              numeric
              value={String(Math.round(design.sources[0].rate))}
              onCommit={(text) => {
                const rate = Number(text.replaceAll(/[\s_,]/g, ""));
                if (!(rate >= 0.001 && rate <= 10_000_000)) return "a number up to 10,000,000";
                onRate(atRate(design, rate));
                return undefined;
              }}
            />
          </label>
        )}
        <label>
          beside{" "}
          <select className="input" value={other} onChange={(event) => setOther(event.target.value)}>
            <option value="">no other design</option>
            {START_NAMES.filter((name) => name !== "empty").map((name) => (
              <option key={name} value={name}>
                {STARTS[name].name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles.run}>
        <button
          type="button"
          className="button primary"
          disabled={why !== null || running !== null}
          onClick={() => load.ask("run", both)}
        >
          <Play size={16} aria-hidden /> Run
        </button>
        <button
          type="button"
          className="button"
          disabled={why !== null || running !== null}
          onClick={() => load.ask("sweep", both)}
        >
          <TrendingUp size={16} aria-hidden /> Sweep the rate
        </button>
        {running !== null && (
          <>
            <button type="button" className="button" onClick={load.cancel}>
              <Square size={14} aria-hidden /> Cancel
            </button>
            <progress className="progress" value={share} aria-label="Simulated so far" />
          </>
        )}
      </div>
      <p className="note" role="status">
        {why ?? failure ?? (stale ? "The design has changed since this run. Run it again." : "")}
      </p>
      {results.length > 0 && <Results load={load} recordWithLearners={recordWithLearners} />}
      {load.sweeps.length > 0 && <SweepResults load={load} />}
    </section>
  );
}

function Results({
  load,
  recordWithLearners,
}: {
  load: Load;
  recordWithLearners: RecordLatencies | undefined;
}) {
  const { results } = load;
  const queues = useMemo(() => queueLines(results), [results]);
  return (
    <div className={styles.results}>
      {results.map((result, of) => (
        <div key={`${of} ${result.design}`}>
          {results.length > 1 && (
            <h4>
              {of === 0 ? "A" : "B"}: {result.design}
            </h4>
          )}
          <p className={`notice ${styles.cause}`} data-tone={result.overload === null ? "ok" : "error"}>
            <span>{result.overload ?? "No queue is overloaded."}</span>
          </p>
          <p className="note">
            {formatCount(result.offered)} messages came, {formatCount(result.delivered)} were finished
            {result.dropped > 0 && `, ${formatCount(result.dropped)} were dropped`}. {scaledWords(result)}
          </p>
        </div>
      ))}
      <h4>From source to sink</h4>
      <NumbersTable
        caption="Latency from source to sink"
        columns={LATENCY_COLUMNS}
        rows={latencyRows(results)}
      />
      {recordWithLearners && results[0] && <LearnersCount result={results[0]} record={recordWithLearners} />}
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
      <h4>Who was busy, and from where tasks were polled</h4>
      <NumbersTable caption="Workers and tasks" columns={BUSY_COLUMNS} rows={busyRows(results)} />
    </div>
  );
}

function SweepResults({ load: { sweeps } }: { load: Load }) {
  const lines = useMemo(() => sweepLines(sweeps), [sweeps]);
  const knees = sweeps.flatMap(({ knee }) => (knee === null ? [] : [knee]));
  return (
    <div className={styles.results}>
      <h4>Rising load</h4>
      <p>
        {sweeps.map(({ knee, points }, of) => (
          <span key={of}>
            {sweeps.length > 1 && (of === 0 ? "A: " : "B: ")}
            {knee === null
              ? `overloaded already at ${formatCount(Math.round(points[0]?.rate ?? 0))} a second. `
              : `the knee is at ${formatCount(Math.round(knee))} a second, with a p99 of ${formatNs(points.find(({ rate }) => rate === knee)?.p99Ns ?? 0)}. `}
          </span>
        ))}
      </p>
      <ChartBox height={CHART_HEIGHT}>
        {(width) => <LoadCharts kind="sweep" {...lines} knees={[...new Set(knees)]} width={width} />}
      </ChartBox>
      <ChartTable
        summary="The sweep in numbers"
        caption="Rising load"
        columns={SWEEP_COLUMNS}
        rows={sweepRows(sweeps)}
      />
    </div>
  );
}
