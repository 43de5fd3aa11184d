/** Tunes how often a worker looks into the injection queue first, by how long its polls take. Models tokio/src/runtime/scheduler/multi_thread/stats.rs, tokio 1.53.1. */

const TASK_POLL_TIME_EWMA_ALPHA = 0.1;
const TARGET_TASKS_POLLED_PER_GLOBAL_QUEUE_INTERVAL = 61;
const MAX_TASKS_POLLED_PER_GLOBAL_QUEUE_INTERVAL = 127;

export class Stats {
  /** The virtual time wanted between two looks. */
  readonly #targetMs: number;
  #taskPollTimeEwmaMs: number;
  /** When the batch of polls under way began; null between two. */
  #startedAtMs: number | null = null;
  #tasksPolledInBatch = 0;

  /** @param targetMs 200 µs in tokio */
  constructor(targetMs: number) {
    this.#targetMs = targetMs;
    this.#taskPollTimeEwmaMs = targetMs / TARGET_TASKS_POLLED_PER_GLOBAL_QUEUE_INTERVAL;
  }

  startPoll(nowMs: number): void {
    if (this.#startedAtMs === null) {
      this.#startedAtMs = nowMs;
      this.#tasksPolledInBatch = 0;
    }
    this.#tasksPolledInBatch++;
  }

  /** `end_processing_scheduled_tasks`: a batch without virtual time says nothing about the time that polls take. */
  endProcessing(nowMs: number): void {
    const elapsedMs = this.#startedAtMs === null ? 0 : nowMs - this.#startedAtMs;
    this.#startedAtMs = null;
    if (elapsedMs === 0) return;
    const polls = this.#tasksPolledInBatch;
    const alpha = 1 - (1 - TASK_POLL_TIME_EWMA_ALPHA) ** polls;
    this.#taskPollTimeEwmaMs = alpha * (elapsedMs / polls) + (1 - alpha) * this.#taskPollTimeEwmaMs;
  }

  /** Another thread goes on with the core. */
  restart(): void {
    this.#startedAtMs = null;
  }

  tuned(interval: number): number {
    const tasks = Math.floor(this.#targetMs / this.#taskPollTimeEwmaMs);
    const next = Math.min(Math.max(tasks, 2), MAX_TASKS_POLLED_PER_GLOBAL_QUEUE_INTERVAL);
    return Math.abs(interval - next) > 2 ? next : interval;
  }
}
