/** The errors that end a run: every task parked forever, or too many polls. */
import type { Resource } from "./trace/kinds.ts";

/** A task that was alive and in no queue when nothing could run any more. */
export interface ParkedTask {
  /** 0 is the main future. */
  id: number;
  polls: number;
  /** What its last Pending poll waited for, as far as the trace shows; empty without a trace. */
  waitsFor: readonly { on: Resource; which: number }[];
}

/** `block_on` would never return: its future is pending and nothing is left that could wake it. */
export class ParkedForever extends Error {
  override readonly name = "ParkedForever";
  /** Every task that was alive. */
  readonly tasks: readonly ParkedTask[];
  /** Virtual time. */
  readonly nowMs: number;

  constructor(tasks: readonly ParkedTask[], nowMs: number) {
    const others = tasks.filter((task) => task.id !== 0).map((task) => String(task.id));
    super(
      "parked forever: the main future is pending and nothing is left that could wake it" +
        (others.length > 0
          ? `; parked as well: task ${others.slice(0, 8).join(", ")}${others.length > 8 ? ", …" : ""}`
          : ""),
    );
    this.tasks = tasks;
    this.nowMs = nowMs;
  }
}

/** Ends the whole run, not only the task whose poll throws it. */
export abstract class EndsRun extends Error {}

/** The runtime exceeded its poll limit: most likely a busy loop. The runtime is unusable afterwards. */
export class PollLimit extends EndsRun {
  override readonly name = "PollLimit";
  readonly limit: number;

  constructor(limit: number) {
    super(
      `more than ${limit} polls: a future that wakes itself each time it is polled keeps its worker busy forever`,
    );
    this.limit = limit;
  }
}
