/** Shows the learner's capstone result once it exists: spawn against inline. */
import { formatRatio } from "../lib/units.ts";
import { useStandingBench } from "../progress/benches.ts";
import styles from "./Home.module.css";

export function OwnRatio() {
  const value = useStandingBench()?.value;
  if (value === undefined || value === null) return null;
  return (
    <p className={styles.ratio}>
      <b>{formatRatio(value)}</b> what a spawn took you, compared with the same work inline, in your last
      measurement.
    </p>
  );
}
