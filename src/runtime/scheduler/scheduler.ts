/** What a task needs from its scheduler. Models the trait `Schedule` of tokio/src/runtime/task/mod.rs, tokio 1.53.1. */
import type { Handle } from "../handle.ts";
import type { Task } from "../task/task.ts";

export interface Scheduler {
  readonly handle: Handle;
  /**
   * Queues a task that has just been notified.
   * @param isYield the task woke itself during the poll that just ended, so it goes behind all others
   */
  schedule(task: Task, isYield: boolean): void;
  /**
   * Whether the running code is on a thread that has blocked, and so is ahead of what other threads see. Its effects on
   * them must then go through `Handle.inItsTime`.
   */
  isAhead(): boolean;
  /** The worker whose thread runs this code; -1 when it is none of this scheduler's workers. For the trace. */
  currentWorker(): number;
}

/** What one step of a scheduler did. `stuck`: nothing can run until something outside happens. */
export type Step = "polled" | "worked" | "parked" | "advanced" | "done" | "stuck";
