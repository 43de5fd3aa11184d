/** The load form: requests a second and number of workers. */
import { MAX_RATE, MAX_WORKERS } from "./handler.ts";
import type { Load } from "./handler.ts";
import { NumberField } from "./NumberField.tsx";
import styles from "./LoadForm.module.css";

export function LoadForm({ load, onChange }: { load: Load; onChange(load: Load): void }) {
  return (
    <div className={styles.load}>
      <span>
        <NumberField
          label="Requests per second"
          value={load.requestsPerSecond}
          min={1}
          max={MAX_RATE}
          whole
          onChange={(requestsPerSecond) => onChange({ ...load, requestsPerSecond })}
        />{" "}
        requests/s on
      </span>
      <span>
        <NumberField
          label="Workers, and processors"
          value={load.workers}
          min={1}
          max={MAX_WORKERS}
          whole
          onChange={(workers) => onChange({ ...load, workers })}
        />{" "}
        workers, as many processors
      </span>
    </div>
  );
}
