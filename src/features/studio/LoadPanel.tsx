/** The design under load: the rate, a second design beside it, Run, Sweep and Cancel, and whether a queue was overloaded. */
import { Play, Square, TrendingUp } from "lucide-react";
import { useEffect, useRef } from "react";
import { atRate, whyNotRates, whyNotRun } from "../../recording/studio/load/load.ts";
import type { Design } from "../../recording/studio/schema.ts";
import { DraftInput } from "./DraftInput.tsx";
import { Outcomes } from "./LoadResults.tsx";
import type { Ask } from "./messages.ts";
import type { Rival } from "./rivals.ts";
import type { Load } from "./use-load.ts";
import styles from "./Studio.module.css";

interface Props {
  design: Design;
  load: Load;
  /** Changes the rate of the first source, and the others in proportion. */
  onRate(design: Design): void;
  rivals: readonly Rival[];
  /** The rival that runs beside the design. */
  beside: Rival | undefined;
  onBeside(key: string): void;
}

export function LoadPanel({ design, load, onRate, rivals, beside, onBeside }: Props) {
  const [first] = design.sources;
  const both = beside === undefined ? [design] : [design, atRate(beside.design, first?.rate ?? 1_000)];
  const why = both.map(whyNotRun).find((reason) => reason !== null) ?? null;
  const { running, ended, results } = load;
  const stale = results.length > 0 && load.designs[0] !== design;
  const starter = useFocusBack(running !== null);
  const start = (kind: Ask["kind"]) => ({
    className: kind === "run" ? "button primary" : "button",
    type: "button" as const,
    disabled: why !== null,
    "aria-disabled": running !== null,
    onClick: ({ currentTarget }: { currentTarget: HTMLButtonElement }) => {
      if (running !== null) return;
      starter.current = currentTarget;
      load.ask(kind, both);
    },
  });
  return (
    <section aria-labelledby="studio-load">
      <h3 id="studio-load">Under load</h3>
      <div className={styles.run}>
        {first !== undefined && (
          <label>
            {first.id} a second{" "}
            <DraftInput
              label={`${first.id} a second`}
              numeric
              value={String(Number(first.rate.toFixed(3)))}
              onCommit={(text) => {
                const next = atRate(design, Number(text.replaceAll(/[\s_,]/g, "")));
                const wrong = whyNotRates(next);
                if (wrong === null) onRate(next);
                return wrong ?? undefined;
              }}
            />
          </label>
        )}
        <label>
          beside{" "}
          <select
            className="input"
            value={beside?.key ?? ""}
            onChange={(event) => onBeside(event.target.value)}
          >
            <option value="">no other design</option>
            {rivals.map(({ key, words }) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles.run}>
        <button {...start("run")}>
          <Play size={16} aria-hidden /> Run
        </button>
        <button {...start("sweep")}>
          <TrendingUp size={16} aria-hidden /> Sweep the rate
        </button>
        {running !== null && (
          <>
            <button type="button" className="button" onClick={load.cancel}>
              <Square size={14} aria-hidden /> Cancel
            </button>
            <progress className="progress" value={running.share} aria-label="Simulated so far" />
            <span className="note" aria-hidden>
              {Math.floor(100 * running.share)} %
            </span>
          </>
        )}
      </div>
      <p className={`note ${styles.ended}`} role="status">
        {why ?? ended ?? (stale ? "The design has changed since this run. Run it again." : "")}
      </p>
      <Outcomes results={results} />
    </section>
  );
}

/** Cancel goes when nothing runs any more; who had the focus on it continues where the run was started. */
function useFocusBack(isRunning: boolean) {
  const starter = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isRunning && document.activeElement === document.body)
      starter.current?.focus({ preventScroll: true });
  }, [isRunning]);
  return starter;
}
