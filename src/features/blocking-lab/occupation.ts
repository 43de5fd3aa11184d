/** Derives from the model's trace which thread was held by what, and when. */
import type { TaskId, TraceEvent } from "../../runtime/index.ts";

/** `request`, `probe` and `accept` are on a worker; `job` is on any other thread. */
export type Occupant = "request" | "probe" | "accept" | "job";

export interface Segment {
  /** Index of the worker, or workers + index of another thread. */
  lane: number;
  fromMs: number;
  toMs: number;
  by: Occupant;
  task: TaskId;
}

export class Occupation {
  readonly #workers: number;
  readonly #occupant: (task: TaskId) => Occupant;
  readonly segments: Segment[] = [];
  /** Jobs and handed-off polls, put on threads at the end. */
  readonly #elsewhere: Omit<Segment, "lane">[] = [];
  readonly #jobs = new Map<TaskId, number>();
  readonly #polls = new Map<TaskId, { worker: number; fromMs: number; handedOffMs: number | null }>();
  /** The task that each worker is polling. */
  readonly #polled: TaskId[] = [];

  constructor(workers: number, occupant: (task: TaskId) => Occupant) {
    this.#workers = workers;
    this.#occupant = occupant;
  }

  /** Events in the order of the stream. */
  take(event: TraceEvent): void {
    switch (event.kind) {
      case "poll-start":
        this.#polls.set(event.task, { worker: event.worker, fromMs: event.atMs, handedOffMs: null });
        this.#polled[event.worker] = event.task;
        return;
      case "hand-off":
        this.#handOff(event.worker, event.atMs);
        return;
      case "poll-end":
        this.#endPoll(event.task, event.atMs);
        return;
      case "job-start":
        this.#jobs.set(event.task, event.atMs);
        return;
      case "job-end":
        this.#endJob(event.task, event.atMs);
        return;
      default:
        return;
    }
  }

  /** Polls and jobs still under way are held until then; the other threads are as many as it took. */
  finish(nowMs: number): { segments: Segment[]; otherThreads: number } {
    for (const task of this.#polls.keys()) this.#endPoll(task, nowMs);
    for (const task of this.#jobs.keys()) this.#endJob(task, nowMs);
    const freeFromMs: number[] = [];
    const started = this.#elsewhere.toSorted((a, b) => a.fromMs - b.fromMs);
    for (const piece of started) {
      const free = freeFromMs.findIndex((ms) => ms <= piece.fromMs);
      const thread = free < 0 ? freeFromMs.length : free;
      freeFromMs[thread] = piece.toMs;
      this.segments.push({ ...piece, lane: this.#workers + thread });
    }
    return { segments: this.segments, otherThreads: freeFromMs.length };
  }

  /** What the worker was polling goes on, on a thread that is not a worker. */
  #handOff(worker: number, atMs: number): void {
    const task = this.#polled[worker];
    const poll = task === undefined ? undefined : this.#polls.get(task);
    if (poll !== undefined) poll.handedOffMs ??= atMs;
  }

  #endPoll(task: TaskId, endMs: number): void {
    const poll = this.#polls.get(task);
    this.#polls.delete(task);
    if (poll === undefined || poll.worker < 0) return;
    const { worker, fromMs, handedOffMs } = poll;
    const by = this.#occupant(task);
    const toMs = handedOffMs ?? endMs;
    if (toMs > fromMs) this.segments.push({ lane: worker, fromMs, toMs, by, task });
    if (handedOffMs !== null && endMs > handedOffMs) {
      this.#elsewhere.push({ fromMs: handedOffMs, toMs: endMs, by: "job", task });
    }
  }

  #endJob(task: TaskId, toMs: number): void {
    const fromMs = this.#jobs.get(task);
    this.#jobs.delete(task);
    if (fromMs !== undefined && toMs > fromMs) this.#elsewhere.push({ fromMs, toMs, by: "job", task });
  }
}
