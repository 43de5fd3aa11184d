/** Switches the chart between the measured profiles, and shows the ratio of those that are not BENCH. */
import type { BenchProfile } from "../../../harness/report.ts";
import { SUBJECTS, type Subject } from "../../../harness/bench/subjects.ts";
import { formatRatio } from "../../lib/units.ts";
import type { BenchState } from "./bench-run.ts";
import { NAMES } from "./bench-words.ts";
import styles from "./BenchPanel.module.css";

interface Props {
  /** What is being measured. */
  measuring: Subject | undefined;
  profiles: BenchState["profiles"];
  /** What BENCH is: its number is above the chart. */
  graded: Subject;
  shown: Subject;
  onChoose: (subject: Subject) => void;
}

export function ProfileTabs({ measuring, profiles, graded, shown, onChoose }: Props) {
  return (
    <fieldset className={styles.tabs}>
      <legend>Measured on</legend>
      {SUBJECTS.map((name) => (
        <label key={name} className={styles.tab}>
          <input type="radio" name="bench-profile" checked={shown === name} onChange={() => onChoose(name)} />
          <span>
            {NAMES[name]}
            <small>{measuring === name ? "measuring" : resultOf(profiles[name], name === graded)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function resultOf(profile: BenchProfile | undefined, graded: boolean): string {
  if (profile === undefined) return "not measured";
  if (!profile.recorded) return "not recorded";
  return graded ? "the number above" : formatRatio(profile.ratio);
}
