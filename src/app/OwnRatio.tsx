/** Shows the learner's capstone result once it exists: spawn against inline. */
import { useBenches } from "../progress/benches.ts";
import styles from "./Home.module.css";

export function OwnRatio() {
  const value = useBenches().findLast((bench) => bench.value !== null)?.value;
  if (value === undefined || value === null) return null;
  return (
    <p className={styles.ratio}>
      <b>{value.toFixed(1)}×</b> what a spawn took you, compared with the same work inline, in your last
      measurement.
    </p>
  );
}
