/** The blocking lab: a handler and its load, the effect of each strategy on the other tasks, and the load at which it breaks the budget. */
import { useEffect, useState } from "react";
import { Play } from "lucide-react";
import { PRESETS } from "./handler.ts";
import type { Audit } from "./audit.ts";
import { HeldChart } from "./HeldChart.tsx";
import { LoadForm } from "./LoadForm.tsx";
import { ResultsTable } from "./ResultsTable.tsx";
import { StepsForm } from "./StepsForm.tsx";
import { SweepView } from "./SweepView.tsx";
import { ThreadTimeline } from "./ThreadTimeline.tsx";
import { useLab } from "./use-lab.ts";
import type { Strategy } from "./strategies.ts";
import type { Summary } from "./summary.ts";
import type { RecordLateness } from "./learner.ts";
import styles from "./Lab.module.css";

interface Props {
  audit: Audit;
  /** Called with every edit, and with the results if they belong to this audit. */
  onChange(audit: Audit, results: readonly Summary[]): void;
  /** Counts values in the learner's own Histogram; undefined until one has passed. */
  recordWithLearners: RecordLateness | undefined;
}

export function Lab({ audit, onChange, recordWithLearners }: Props) {
  const lab = useLab();
  const [shown, setShown] = useState<Strategy>("inline");
  const [replaced, setReplaced] = useState<Audit>();
  const { run } = lab;
  // Runs once by itself, so that there is something to see; then only on request.
  const [first] = useState(audit);
  useEffect(() => run(first.handler, first.load), [run, first]);

  const { asked, runs, phase } = lab;
  const fresh = asked?.handler === audit.handler && asked.load === audit.load;
  const summaries = runs.map(({ summary }) => summary);
  useEffect(() => {
    if (fresh && phase === "idle" && runs.length > 0 && audit !== first)
      onChange(
        audit,
        runs.map(({ summary }) => summary),
      );
    // Runs only at the end of a run.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [phase]);

  const edit = (change: Partial<Audit>) => onChange({ ...audit, ...change }, []);
  const drawn = runs.find(({ summary }) => summary.strategy === shown) ?? runs[0];
  return (
    <div className="card">
      <div className={styles.form}>
        <div className={styles.presets}>
          <span className="label">Start from</span>
          {PRESETS.map((preset) => (
            <button
              key={preset.name}
              type="button"
              className="button small"
              onClick={() => {
                setReplaced(audit);
                edit({ handler: preset });
              }}
            >
              {preset.name}
            </button>
          ))}
          {replaced !== undefined && (
            <button
              type="button"
              className="button quiet small"
              onClick={() => {
                edit(replaced);
                setReplaced(undefined);
              }}
            >
              Undo
            </button>
          )}
        </div>
        <StepsForm handler={audit.handler} onChange={(handler) => edit({ handler })} />
        <div className={styles.go}>
          <LoadForm load={audit.load} onChange={(load) => edit({ load })} />
          <button
            type="button"
            className="button primary"
            aria-disabled={audit.handler.steps.length === 0}
            onClick={() => audit.handler.steps.length > 0 && run(audit.handler, audit.load)}
          >
            <Play size={15} aria-hidden /> Run
          </button>
        </div>
      </div>
      <div className={styles.results} aria-busy={phase === "running"}>
        <p className={styles.state} aria-live="polite">
          {lab.failure ?? stateWords(phase, fresh, runs.length)}
        </p>
        <ResultsTable
          runs={runs}
          shown={drawn?.summary.strategy ?? shown}
          onShow={setShown}
          recordWithLearners={phase === "idle" ? recordWithLearners : undefined}
        />
        {summaries.length > 0 && <HeldChart summaries={summaries} />}
        {drawn !== undefined && asked !== null && (
          <ThreadTimeline key={drawn.summary.strategy} run={drawn} workers={asked.load.workers} />
        )}
        <SweepView
          lab={lab}
          stale={lab.sweptFor?.handler !== audit.handler || lab.sweptFor.load !== audit.load}
          onSweep={() => audit.handler.steps.length > 0 && lab.sweep(audit.handler, audit.load)}
        />
      </div>
    </div>
  );
}

function stateWords(phase: string, fresh: boolean, done: number): string {
  if (phase === "running") return `Running one virtual second with each strategy: ${done} done.`;
  if (!fresh) return "You have changed the handler or its load since this run.";
  return "One virtual second on the model runtime, the same requests with each strategy.";
}
