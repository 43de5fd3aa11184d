/** The trace's one stream of events, as its readers (timeline, explorer, console, explanations) see it. */
import type { Outcome, Queue, Resource, WakeEffect } from "./kinds.ts";

/** Task ids count from 1 in the order of spawning; 0 is `block_on`'s main future. */
export type TaskId = number;
export const MAIN: TaskId = 0;

/** Who did it: a task (or main) in its poll, or a part of the runtime, or a thread outside it. */
export type Source =
  | { kind: "task"; id: TaskId }
  | { kind: "main" }
  | { kind: "timer" }
  | { kind: "defer" }
  | { kind: "foreign-thread" }
  | { kind: "blocking-pool" };

export type TraceEvent = {
  /** Position in the stream since the ring was made; gaps do not occur, but the oldest may be lost. */
  readonly seq: number;
  /** The reading of the injected clock, in its own unit. */
  readonly clock: number;
  /** Virtual time, in ms: the scheduler's time when the current poll began. */
  readonly nowMs: number;
  /**
   * When it happened on the thread that did it: `nowMs` plus the time that the current poll has blocked so far. A poll
   * lasts from the `atMs` of its start to that of its end. Follows the stream's order only within one thread.
   */
  readonly atMs: number;
  /** The worker that did it; -1 when no worker did (main on multi_thread, foreign threads). */
  readonly worker: number;
} & EventBody;

export type EventBody =
  | { readonly kind: "spawn"; readonly task: TaskId; readonly by: Source }
  | { readonly kind: "poll-start"; readonly task: TaskId }
  | { readonly kind: "poll-end"; readonly task: TaskId; readonly outcome: Outcome }
  | { readonly kind: "wake"; readonly task: TaskId; readonly by: Source; readonly effect: WakeEffect }
  /** A task's waker was cloned, to be kept. */
  | { readonly kind: "clone"; readonly task: TaskId }
  /** Its poll returned Pending because of `on`. `which` is the joined task, the deadline in ms, or the resource's number. */
  | { readonly kind: "wait"; readonly task: TaskId; readonly on: Resource; readonly which: number }
  | { readonly kind: "push"; readonly task: TaskId; readonly queue: Queue }
  | { readonly kind: "pop"; readonly task: TaskId; readonly queue: Queue }
  /** `count` tasks of the full run queue went to inject. */
  | { readonly kind: "overflow"; readonly count: number }
  | { readonly kind: "steal"; readonly victim: number; readonly count: number }
  | { readonly kind: "timer-set"; readonly task: TaskId; readonly deadlineMs: number }
  | { readonly kind: "timer-fire"; readonly task: TaskId; readonly deadlineMs: number }
  /** On multi_thread the worker is on idle's `sleepers` from here on, if it is not already. */
  | { readonly kind: "park" }
  | { readonly kind: "unpark" }
  /** `worker_to_notify` took `sleeper`, the last to park, off the `sleepers`; it has not woken yet. */
  | { readonly kind: "notify"; readonly sleeper: number }
  /** `unpark_worker_by_id`: the worker woke by itself, with its own work, and left the `sleepers`; the last of them took its place. */
  | { readonly kind: "unpark-by-id" }
  /** The driver was polled without blocking, then the deferred tasks were woken. */
  | { readonly kind: "park-yield" }
  | { readonly kind: "search"; readonly searching: boolean }
  | { readonly kind: "tick"; readonly tick: number }
  | { readonly kind: "complete"; readonly task: TaskId; readonly outcome: Outcome }
  | { readonly kind: "abort"; readonly task: TaskId }
  | { readonly kind: "clock"; readonly toMs: number }
  /** The coop budget was used up: the operation returns Pending though it may be ready. */
  | { readonly kind: "budget"; readonly task: TaskId }
  | { readonly kind: "job-start"; readonly task: TaskId }
  | { readonly kind: "job-end"; readonly task: TaskId }
  /** The current poll has blocked its thread, and continues at `atMs`. */
  | { readonly kind: "block"; readonly task: TaskId }
  /** Another thread took this worker's core, which `block_in_place` had given away. */
  | { readonly kind: "hand-off" };
