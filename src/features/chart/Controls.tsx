/** Starts and cancels a run, shows its progress, and switches between the measured profiles. */
import { Play, RotateCcw, Square } from "lucide-react";
import { useStore } from "zustand";
import type { Bench, BenchProfile } from "../../../harness/report.ts";
import { SUBJECTS, type Subject } from "../../../harness/bench/subjects.ts";
import { type BenchRun, type BenchState } from "./bench-run.ts";
import { NAMES, phaseSentence } from "./bench-words.ts";
import { formatRatio } from "../../lib/units.ts";
import styles from "./BenchPanel.module.css";

interface ControlsProps {
  run: BenchRun;
  earlier: Bench | undefined;
  source: string | undefined;
  onStart: (source: string) => Promise<void>;
}

/** Subscribes to the run itself: nothing else in the panel needs its progress. */
export function Controls({ run, earlier, source, onStart }: ControlsProps) {
  const state = useStore(run.store);
  const { phase } = state;
  const again = phase.kind === "done" || earlier !== undefined;
  const Icon = again ? RotateCcw : Play;
  const faulty = phase.kind === "failed" || phase.kind === "does-not-compile";
  return (
    <div className={styles.controls}>
      {phase.kind === "running" ? (
        <button type="button" className="button" onClick={run.cancel}>
          <Square size={15} aria-hidden="true" /> Cancel
        </button>
      ) : (
        source !== undefined && (
          <button type="button" className="button" onClick={() => void onStart(source)}>
            <Icon size={15} aria-hidden="true" /> {again ? "Measure again" : "Measure"}
          </button>
        )
      )}
      <p className={faulty ? styles.fault : styles.doing}>{sentence(state, earlier, source)}</p>
      {phase.kind === "running" && (
        <progress className={styles.progress} value={phase.done} aria-label="Progress of the measurement" />
      )}
    </div>
  );
}

function sentence(
  { phase, discards }: BenchState,
  earlier: Bench | undefined,
  source: string | undefined,
): string {
  if (phase.kind === "idle" && earlier) return `Measured on ${new Date(earlier.startedAt).toLocaleString()}.`;
  if (phase.kind === "idle" && source === undefined) return "Pass every check to measure.";
  const refused = discards.length === 1 ? "One worker was" : `${discards.length} workers were`;
  return phaseSentence(phase) + (discards.length > 0 ? ` ${refused} too noisy and ran again.` : "");
}

interface TabsProps {
  /** What is being measured. */
  measuring: Subject | undefined;
  profiles: BenchState["profiles"];
  shown: Subject;
  onChoose: (subject: Subject) => void;
}

export function ProfileTabs({ measuring, profiles, shown, onChoose }: TabsProps) {
  return (
    <fieldset className={styles.tabs}>
      <legend>Measured on</legend>
      {SUBJECTS.map((name) => (
        <label key={name} className={styles.tab}>
          <input type="radio" name="bench-profile" checked={shown === name} onChange={() => onChoose(name)} />
          <span>
            {NAMES[name]}
            <small>{ratioOf(profiles[name], measuring === name)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ratioOf(profile: BenchProfile | undefined, measuring: boolean): string {
  if (measuring) return "measuring";
  if (profile === undefined) return "not measured";
  return profile.recorded ? formatRatio(profile.ratio) : "not recorded";
}
