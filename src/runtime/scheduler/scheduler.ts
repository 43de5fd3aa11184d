/** What a task asks of the scheduler that it belongs to. Models the trait `Schedule` of tokio/src/runtime/task/mod.rs, tokio 1.53.1. */
import type { Handle } from "../handle.ts";
import type { Task } from "../task/task.ts";

export interface Scheduler {
  readonly handle: Handle;
  /**
   * Queues a task that has just been notified.
   * @param isYield the task was polled just now and woke itself meanwhile: it goes behind all others
   */
  schedule(task: Task, isYield: boolean): void;
  /**
   * Whether the code now running is on a thread that has blocked, and so is ahead of what the others see: what it does
   * to them must then go through `Handle.inItsTime`.
   */
  isAhead(): boolean;
  /** Which worker's thread is running this code; -1 when none of this scheduler's is. For the trace. */
  currentWorker(): number;
}

/** What one step of a scheduler did. `stuck`: nothing can run any more unless something outside happens. */
export type Step = "polled" | "worked" | "parked" | "advanced" | "done" | "stuck";
