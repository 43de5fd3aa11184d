/** The outcome of a run: one announced sentence, then errors or checks, then the console. */
import { memo } from "react";
import { CircleCheck } from "lucide-react";
import { CheckRow, WaitingRow, type PlaceActions } from "./CheckRow.tsx";
import { CompileErrors } from "./CompileErrors.tsx";
import { Console } from "./Console.tsx";
import { OnTokio } from "./OnTokio.tsx";
import { isBusy, type RunState } from "./run-state.ts";
import { firstToLookAt, summarise } from "./summary.ts";
import styles from "./Results.module.css";

interface Props extends PlaceActions {
  run: RunState;
  /** The code was edited after the run, so the results belong to older code. */
  edited: boolean;
  /** What passed and real tokio can run as well, when it has just been run. */
  onTokio: string | undefined;
}

/** Typing and scrubbing a timeline change nothing here: it renders again only when the run changes. */
export const Results = memo(function Results({ run, edited, onTokio, ...place }: Props) {
  const { phase, plan, checks } = run;
  const results = new Map(checks.map((check) => [check.id, check]));
  const { tone, title, next } = summarise(run);
  const busy = isBusy(phase);
  const waiting = busy ? "waiting" : "not-run";
  const first = busy ? undefined : firstToLookAt(checks);
  return (
    <section className={styles.results} aria-label="Results">
      <header className={styles.summary} data-tone={tone}>
        {busy && (
          <progress
            className={styles.progress}
            max={plan.length || undefined}
            value={plan.length ? checks.length : undefined}
          >
            {title}
          </progress>
        )}
        {/* Announced: that it runs, and its outcome. Its progress changes too often to announce. */}
        <p role="status">
          {tone === "ok" && <CircleCheck size={18} aria-hidden="true" />}
          <strong>{title}</strong>
          {next !== "" && !busy && <span>{next}</span>}
        </p>
        {busy && <p className={styles.now}>{next}</p>}
        {edited && !busy && <p className={styles.edited}>Edited since this run.</p>}
      </header>
      {onTokio !== undefined && <OnTokio key={onTokio} source={onTokio} />}
      {phase.kind === "does-not-compile" && <CompileErrors errors={phase.errors} onGoTo={place.onGoTo} />}
      {plan.length > 0 && (
        <ol className={styles.checks} aria-label="Checks" aria-busy={busy}>
          {plan.map(({ id, title: name }) => {
            const check = results.get(id);
            if (!check) {
              const status = phase.kind === "running" && phase.current === id ? "running" : waiting;
              return <WaitingRow key={id} title={name} status={status} />;
            }
            // Remounted when the run ends, so that the first check to look at opens automatically.
            return (
              <CheckRow
                key={`${id} ${check === first}`}
                check={check}
                expanded={check === first}
                {...place}
              />
            );
          })}
        </ol>
      )}
      <Console logs={run.logs} dropped={run.logsDropped} />
    </section>
  );
});
