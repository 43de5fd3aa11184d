/** The bounded ring of the newest trace events: typed arrays, with no objects until a reader asks for them. */
import { CONTEXT } from "../context.ts";
import { By, Kind, OUTCOMES, QUEUES, RESOURCES, WAKE_EFFECTS } from "./kinds.ts";
import type { EventBody, Source, TraceEvent } from "./events.ts";

const WORDS = 5;
/** Most runs are short, and three megabytes for each would cost more than the run. */
const FIRST_CAPACITY = 1 << 10;

export interface TraceOptions {
  /** How many events are kept; rounded up to a power of two. */
  capacity?: number;
  /** Read once for each event. The runtime has no clock of its own. */
  clock?: () => number;
}

export class TraceRing {
  readonly #mask: number;
  /** All four have room for as many events, at most the capacity. */
  #words: Int32Array;
  #clocks: Float64Array;
  #nowMs: Float64Array;
  #atMs: Float64Array;
  readonly #clock: () => number;
  #next = 0;
  /** Virtual time; the runtime's clock keeps it current. */
  nowMs = 0;

  constructor(options: TraceOptions = {}) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(2, options.capacity ?? 1 << 16)));
    this.#mask = capacity - 1;
    const room = Math.min(capacity, FIRST_CAPACITY);
    this.#words = new Int32Array(room * WORDS);
    this.#clocks = new Float64Array(room);
    this.#nowMs = new Float64Array(room);
    this.#atMs = new Float64Array(room);
    this.#clock = options.clock ?? (() => 0);
  }

  /** The number of recorded events, including lost ones. */
  get recorded(): number {
    return this.#next;
  }

  /** How many of the oldest have been overwritten. */
  get lost(): number {
    return Math.max(0, this.#next - this.#mask - 1);
  }

  record(kind: Kind, worker: number, task: number, a: number, b: number): void {
    const slot = this.#next++ & this.#mask;
    if (slot === this.#clocks.length) this.#grow();
    this.#clocks[slot] = this.#clock();
    this.#nowMs[slot] = this.nowMs;
    this.#atMs[slot] = this.nowMs + CONTEXT.busyMs;
    const words = this.#words;
    const at = slot * WORDS;
    words[at] = kind;
    words[at + 1] = worker;
    words[at + 2] = task;
    words[at + 3] = a;
    words[at + 4] = b;
  }

  /** Before the ring goes round for the first time, so that every event is still at its own number. */
  #grow(): void {
    const room = 2 * this.#clocks.length;
    this.#words = copied(this.#words, new Int32Array(room * WORDS));
    this.#clocks = copied(this.#clocks, new Float64Array(room));
    this.#nowMs = copied(this.#nowMs, new Float64Array(room));
    this.#atMs = copied(this.#atMs, new Float64Array(room));
  }

  clear(): void {
    this.#next = 0;
  }

  /** Events from `since` (a `seq`) on, oldest first; those already lost are left out. */
  events(since = 0): TraceEvent[] {
    const out: TraceEvent[] = [];
    for (let seq = Math.max(since, this.lost); seq < this.#next; seq++) {
      const slot = seq & this.#mask;
      const at = slot * WORDS;
      const word = (i: number): number => this.#words[at + i] as number;
      out.push({
        seq,
        clock: this.#clocks[slot] as number,
        nowMs: this.#nowMs[slot] as number,
        atMs: this.#atMs[slot] as number,
        worker: word(1),
        ...eventBody(word(0) as Kind, word(2), word(3), word(4)),
      });
    }
    return out;
  }
}

function copied<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** What the words of a record mean. */
export function eventBody(kind: Kind, task: number, a: number, b: number): EventBody {
  switch (kind) {
    case Kind.Spawn:
      return { kind: "spawn", task, by: source(a) };
    case Kind.PollStart:
      return { kind: "poll-start", task };
    case Kind.PollEnd:
      return { kind: "poll-end", task, outcome: name(OUTCOMES, a) };
    case Kind.Wake:
      return { kind: "wake", task, by: source(a), effect: name(WAKE_EFFECTS, b) };
    case Kind.Clone:
      return { kind: "clone", task };
    case Kind.Wait:
      return { kind: "wait", task, on: name(RESOURCES, a), which: b };
    case Kind.Push:
      return { kind: "push", task, queue: name(QUEUES, a) };
    case Kind.Pop:
      return { kind: "pop", task, queue: name(QUEUES, a) };
    case Kind.Overflow:
      return { kind: "overflow", count: a };
    case Kind.Steal:
      return { kind: "steal", victim: a, count: b };
    case Kind.TimerSet:
      return { kind: "timer-set", task, deadlineMs: a };
    case Kind.TimerFire:
      return { kind: "timer-fire", task, deadlineMs: a };
    case Kind.Park:
      return { kind: "park" };
    case Kind.Unpark:
      return { kind: "unpark" };
    case Kind.ParkYield:
      return { kind: "park-yield" };
    case Kind.Search:
      return { kind: "search", searching: a === 1 };
    case Kind.Tick:
      return { kind: "tick", tick: a };
    case Kind.Complete:
      return { kind: "complete", task, outcome: name(OUTCOMES, a) };
    case Kind.Abort:
      return { kind: "abort", task };
    case Kind.Clock:
      return { kind: "clock", toMs: a };
    case Kind.Budget:
      return { kind: "budget", task };
    case Kind.JobStart:
      return { kind: "job-start", task };
    case Kind.JobEnd:
      return { kind: "job-end", task };
    case Kind.HandOff:
      return { kind: "hand-off" };
    case Kind.Notify:
      return { kind: "notify", sleeper: a };
    case Kind.UnparkById:
      return { kind: "unpark-by-id" };
    case Kind.Block:
      return { kind: "block", task };
  }
}

function source(word: number): Source {
  switch (word) {
    case By.Main:
      return { kind: "main" };
    case By.Timer:
      return { kind: "timer" };
    case By.Defer:
      return { kind: "defer" };
    case By.Foreign:
      return { kind: "foreign-thread" };
    case By.BlockingPool:
      return { kind: "blocking-pool" };
    default:
      return { kind: "task", id: word };
  }
}

function name<T extends string>(names: readonly T[], index: number): T {
  return names[index] as T;
}
