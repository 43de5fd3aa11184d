/** The numbers that make up the trace ring's records. */

/** What happened. Kept dense: the ring stores it in a word, the reader switches on it. */
export const Kind = {
  Spawn: 0,
  PollStart: 1,
  PollEnd: 2,
  Wake: 3,
  Clone: 4,
  Wait: 5,
  Push: 6,
  Pop: 7,
  Overflow: 8,
  Steal: 9,
  TimerSet: 10,
  TimerFire: 11,
  Park: 12,
  Unpark: 13,
  ParkYield: 14,
  Search: 15,
  Tick: 16,
  Complete: 17,
  Abort: 18,
  Clock: 19,
  Budget: 20,
  JobStart: 21,
  JobEnd: 22,
  HandOff: 23,
  Notify: 24,
  UnparkById: 25,
  Block: 26,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Who woke or spawned a task: a task's id, or one of these. Real ids count from 1, so the main future can be 0. */
export const By = { Main: 0, Timer: -1, Defer: -2, Foreign: -3, BlockingPool: -4 } as const;

/** Where a task was put or taken from. */
export const QUEUES = ["lifo_slot", "run_queue", "inject", "defer", "blocking"] as const;
export type Queue = (typeof QUEUES)[number];
export const Q = { Lifo: 0, Run: 1, Inject: 2, Defer: 3, Blocking: 4 } as const;

/** What a wake did, given the task's state. */
export const WAKE_EFFECTS = ["scheduled", "after-poll", "already-notified", "complete"] as const;
export type WakeEffect = (typeof WAKE_EFFECTS)[number];
export const W = { Scheduled: 0, AfterPoll: 1, AlreadyNotified: 2, Complete: 3 } as const;

export const OUTCOMES = ["pending", "ready", "panicked", "cancelled"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const O = { Pending: 0, Ready: 1, Panicked: 2, Cancelled: 3 } as const;

/** What a task that returned Pending waits for. */
export const RESOURCES = [
  "join-handle",
  "mpsc-recv",
  "mpsc-permit",
  "oneshot",
  "notify",
  "semaphore",
  "mutex",
  "sleep",
  "join-set",
] as const;
export type Resource = (typeof RESOURCES)[number];
export const R = {
  JoinHandle: 0,
  MpscRecv: 1,
  MpscPermit: 2,
  Oneshot: 3,
  Notify: 4,
  Semaphore: 5,
  Mutex: 6,
  Sleep: 7,
  JoinSet: 8,
} as const;
