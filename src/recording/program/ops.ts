/** The ops of a task program: their arguments, bounds and meaning. */

export interface OpSpec {
  /** The names of its arguments, in order. */
  readonly takes: readonly string[];
  /** The largest value of each argument, so that a program stays small enough to record in the page. */
  readonly atMost: readonly number[];
  readonly does: string;
}

/** Channels, locks and so on are numbered from 0. */
const RESOURCE = 15;
const TIME_MS = 1_000_000;

export const MAX_BODIES = 32;
export const MAX_TASKS = 12_000;
/** Limit for all tasks together, so that a recording takes a moment, not a minute. */
export const MAX_WORK = 120_000;
export const MAX_TEXT = 8_000;

const specs = {
  spawn: { takes: ["body"], atMost: [MAX_BODIES - 1], does: "spawns a task that runs this body" },
  spawnmany: { takes: ["times"], atMost: [MAX_TASKS], does: "spawns the next body this many times" },
  xspawn: { takes: ["body"], atMost: [MAX_BODIES - 1], does: "spawns from a thread outside the runtime" },
  yield: { takes: [], atMost: [], does: "yield_now().await" },
  selfwake: { takes: [], atMost: [], does: "wakes its own waker, and returns Pending once" },
  budget: { takes: ["units"], atMost: [4_000], does: "consume_budget().await, this many times" },
  join: { takes: ["handle"], atMost: [MAX_TASKS], does: "awaits the JoinHandle of its n-th spawn, from 0" },
  abort: { takes: ["handle"], atMost: [MAX_TASKS], does: "aborts the task of its n-th spawn, from 0" },
  send: { takes: ["channel"], atMost: [RESOURCE], does: "sends on a channel" },
  recv: { takes: ["channel"], atMost: [RESOURCE], does: "awaits a value from a channel" },
  droptx: { takes: ["channel"], atMost: [RESOURCE], does: "drops the channel's sender" },
  notified: { takes: ["notify"], atMost: [RESOURCE], does: "awaits a Notify" },
  notify_one: { takes: ["notify"], atMost: [RESOURCE], does: "wakes the longest-waiting task" },
  notify_waiters: { takes: ["notify"], atMost: [RESOURCE], does: "wakes all waiting tasks" },
  lock: { takes: ["mutex"], atMost: [RESOURCE], does: "awaits a Mutex" },
  unlock: { takes: ["mutex"], atMost: [RESOURCE], does: "drops the guard" },
  acq: { takes: ["semaphore", "permits"], atMost: [RESOURCE, 9], does: "awaits permits of a semaphore" },
  rel: { takes: ["semaphore", "permits"], atMost: [RESOURCE, 9], does: "adds permits to a semaphore" },
  osend: { takes: ["oneshot"], atMost: [RESOURCE], does: "sends on a oneshot" },
  orecv: { takes: ["oneshot"], atMost: [RESOURCE], does: "awaits a oneshot" },
  park: { takes: ["flag"], atMost: [RESOURCE], does: "keeps its waker and waits for a flag" },
  unpark: { takes: ["flag"], atMost: [RESOURCE], does: "sets a flag and wakes its waiter" },
  xunpark: { takes: ["flag"], atMost: [RESOURCE], does: "the same, from a thread outside the runtime" },
  sleep: { takes: ["ms"], atMost: [TIME_MS], does: "tokio::time::sleep, in virtual ms" },
  block: { takes: ["ms"], atMost: [TIME_MS], does: "std::thread::sleep: holds the worker's thread" },
} as const satisfies Record<string, OpSpec>;

export type OpName = keyof typeof specs;
export type Op = readonly [OpName, number];

export const OP_SPECS: Readonly<Record<OpName, OpSpec>> = specs;

export const isOpName = (word: string): word is OpName => Object.hasOwn(OP_SPECS, word);
