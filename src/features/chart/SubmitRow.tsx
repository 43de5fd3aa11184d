/** Where a submission is made, its progress shows and it is cancelled: all in one place. */
import { RotateCcw, Send, Square } from "lucide-react";
import { useStore } from "zustand";
import type { BenchRun, BenchState } from "./bench-run.ts";
import { phaseSentence } from "./bench-words.ts";
import styles from "./BenchPanel.module.css";

/** A submission is checked before it is measured. */
export interface Submission {
  doing: "nothing" | "checking" | "refused";
  start(): void;
}

interface Props {
  run: BenchRun;
  submission: Submission;
  /** When the measurement that stands was made. */
  measuredAt: string | undefined;
  /** Measures again what passed the checks; undefined while nothing has. */
  onAgain: (() => void) | undefined;
}

/** Subscribes to the run itself: nothing else in the panel needs its progress. */
export function SubmitRow({ run, submission, measuredAt, onAgain }: Props) {
  const state = useStore(run.store);
  const { phase } = state;
  const running = phase.kind === "running";
  const checking = submission.doing === "checking";
  const faulty = phase.kind === "failed" || phase.kind === "does-not-compile";
  const Icon = running ? Square : Send;
  return (
    <div className={styles.controls}>
      {/* One button for both, so that the focus stays when the measurement begins or ends. */}
      <button
        type="button"
        className={`button ${running || measuredAt !== undefined ? "" : "primary"}`}
        aria-disabled={checking}
        onClick={running ? run.cancel : checking ? undefined : submission.start}
      >
        <Icon size={15} aria-hidden="true" /> {running ? "Cancel" : "Submit"}
      </button>
      {!running && onAgain && (
        <button type="button" className="button" aria-disabled={checking} onClick={onAgain}>
          <RotateCcw size={15} aria-hidden="true" /> {measuredAt === undefined ? "Measure" : "Measure again"}
        </button>
      )}
      {running ? (
        <p className={styles.doing}>
          {phaseSentence(phase)}
          {refused(state)} Read on if you like, on any page; keep this tab in the foreground.
        </p>
      ) : (
        <p role="status" className={faulty && submission.doing === "nothing" ? styles.fault : styles.doing}>
          {sentence(state, submission, measuredAt)}
        </p>
      )}
      {running && (
        <progress className={styles.progress} value={phase.done} aria-label="Progress of the measurement" />
      )}
    </div>
  );
}

function sentence(state: BenchState, { doing }: Submission, measuredAt: string | undefined): string {
  if (doing === "checking") return "Running the checks…";
  if (doing === "refused")
    return "Some checks fail, so nothing was measured. The first failure is open above.";
  const { phase } = state;
  if (phase.kind === "idle" && measuredAt !== undefined)
    return `Measured on ${new Date(measuredAt).toLocaleString()}.`;
  return phaseSentence(phase) + refused(state);
}

function refused({ discards }: BenchState): string {
  if (discards.length === 0) return "";
  return ` ${discards.length === 1 ? "One worker was" : `${discards.length} workers were`} too noisy and ran again.`;
}
