/** A task's state with its glyph. Drawn, because few fonts have ⏫ ⏸ ⏹ and some show them as emoji. */
import type { TaskState } from "./reading.ts";
import styles from "./Console.module.css";

const SHAPES: Record<TaskState, string> = {
  Running: "M2 1 L9 5 L2 9 Z",
  Scheduled: "M1 5 L5 1 L9 5 Z M1 9.5 L5 5.5 L9 9.5 Z",
  Idle: "M2 1 H4 V9 H2 Z M6 1 H8 V9 H6 Z",
  Completed: "M1.5 1.5 H8.5 V8.5 H1.5 Z",
};

export function StateName({ state }: { state: TaskState }) {
  return (
    <span className={styles.state}>
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <path d={SHAPES[state]} />
      </svg>{" "}
      {state}
    </span>
  );
}
