/** A plain machine: how long each step of a thread takes, and which threads have a processor. Not in tokio. */
import type { FastRand } from "../../util/rand.ts";
import type { Interleaving, Work } from "./interleaving.ts";

/** The least, and the logarithm of how many times as long the most is; each octave between them is equally likely. */
interface Span {
  least: number;
  log: number;
}

function span(least: number, most: number): Span {
  return { least, log: Math.log(most / least) };
}

/** From half of it to twice. */
function around(mean: number): Span {
  return span(mean / 2, mean * 2);
}

/**
 * In ns, as measured with tokio 1.53.1 (release) on two processors of 2.6 GHz: a task that does nothing takes 170 from
 * queue to completion, which is seven steps, and 280 to spawn; the task that wakes a worker waits for the system call.
 * `harness/tokio/several` (`foreign`) measures threads and wakes.
 */
const STEP_NS: Record<Work, Span> = {
  scheduler: around(15),
  effect: around(60),
  transition: around(25),
  spawn: around(280),
  steal: around(200),
  move: around(60),
  notify: span(2_000, 4_000),
  park: around(1_500),
  start: span(16_000, 19_000),
  join: span(14_000, 17_500),
};
/** The first thread takes so much longer to start and to end: its stack is new, and its code in no cache. */
const COLD = 1.7;
/** From being notified to running again, on a processor that has gone to sleep. */
const WAKE_NS = span(19_000, 24_000);
/** The same on a processor that something else keeps awake, and one wake in how many finds one. */
const WAKE_AWAKE_NS = span(3_500, 6_500);
const WAKES_A_WAKE_AWAKE = 8;
/** How long one machine takes to wake a thread, to start one or to end one, against a quiet one. */
const PACE = span(1, 2);
/** The operating system preempts a thread: one step in how many, and for how long. */
const STEPS_A_HICCUP = 20_000;
const HICCUP_NS = span(20_000, 200_000);
/** How long a thread keeps its processor while others wait for one. */
const SLICE_NS = span(200_000, 3_000_000);
/** How far apart the processors' caches are, against the mean: one machine's are shared, another's are not. */
const DISTANCE = span(0.25, 4);

interface Thread<T> {
  who: T;
  readonly speed: number;
  /** When it can make its next step. */
  readyNs: number;
  /** The last choice at which it could run. */
  seen: number;
  hasProcessor: boolean;
  sliceEndNs: number;
}

/** Each thread has its own time; of the threads with a processor the one furthest behind steps next. */
export class PlainMachine<T> implements Interleaving<T> {
  readonly #rand: FastRand;
  readonly #processors: number;
  readonly #distance: number;
  readonly #pace: number;
  readonly #threads = new Map<T, Thread<T>>();
  /** The threads that have a processor. */
  #running: Thread<T>[] = [];
  #chosen: Thread<T> | null = null;
  #nowNs = 0;
  /** Until the first thread outside the runtime has ended. */
  #isCold = true;
  /** The number of choices made: a thread that could not be chosen last time has been asleep. */
  #choices = 0;

  constructor(rand: FastRand, processors: number) {
    this.#rand = rand;
    this.#processors = processors;
    this.#distance = this.#between(DISTANCE);
    this.#pace = this.#between(PACE);
  }

  choose(runnable: readonly T[]): number {
    this.#choices++;
    if (this.#goesOnAlone(runnable)) return 0;
    let running = 0;
    let waiting = 0;
    for (const who of runnable) {
      if (this.#look(who).hasProcessor) running++;
      else waiting++;
    }
    if (running < this.#running.length) this.#release();
    if (waiting > 0) this.#dispatch(runnable);
    let first = this.#first(this.#running) as Thread<T>;
    if (waiting > 0 && first.readyNs >= first.sliceEndNs) first = this.#preempt(first, runnable);
    this.#nowNs = Math.max(this.#nowNs, first.readyNs);
    this.#chosen = first;
    return runnable.indexOf(first.who);
  }

  /** Mostly the only thread that can run has just run. */
  #goesOnAlone(runnable: readonly T[]): boolean {
    const last = this.#chosen;
    if (last === null || runnable.length > 1 || runnable[0] !== last.who) return false;
    if (this.#running.length > 1 || !last.hasProcessor) return false;
    last.seen = this.#choices;
    this.#nowNs = Math.max(this.#nowNs, last.readyNs);
    return true;
  }

  stepped(who: T, work: Work): void {
    const thread = this.#chosen?.who === who ? this.#chosen : this.#threads.get(who);
    if (thread === undefined) return;
    const ns = this.#between(STEP_NS[work]) * this.#factor(work, thread);
    const hiccupNs = this.#rand.fastrandN(STEPS_A_HICCUP) === 0 ? this.#between(HICCUP_NS) : 0;
    thread.readyNs = this.#nowNs + ns + hiccupNs;
  }

  goesOn(who: T, as: T): void {
    const thread = this.#threads.get(who) ?? this.#newThread(who);
    this.#threads.delete(who);
    this.#threads.set(as, thread);
    thread.who = as;
    thread.seen = this.#choices;
  }

  #newThread(who: T): Thread<T> {
    // Caches, neighbours and clocks make one thread up to a third faster than another.
    const speed = 0.85 + 0.3 * this.#fraction();
    const thread = { who, speed, readyNs: this.#nowNs, seen: -1, hasProcessor: false, sliceEndNs: 0 };
    this.#threads.set(who, thread);
    return thread;
  }

  #look(who: T): Thread<T> {
    const thread = this.#threads.get(who) ?? this.#newThread(who);
    if (thread.seen !== this.#choices - 1) thread.readyNs = this.#nowNs + this.#wakeNs();
    thread.seen = this.#choices;
    return thread;
  }

  /** Threads that have gone to sleep leave their processors. */
  #release(): void {
    this.#running = this.#running.filter((thread) => {
      thread.hasProcessor = thread.seen === this.#choices;
      return thread.hasProcessor;
    });
  }

  /** Free processors go to the threads that have waited longest. */
  #dispatch(runnable: readonly T[]): void {
    while (this.#running.length < this.#processors) {
      const next = this.#longestWaiting(runnable);
      if (next === null) return;
      this.#run(next, next.readyNs);
    }
  }

  #preempt(first: Thread<T>, runnable: readonly T[]): Thread<T> {
    const next = this.#longestWaiting(runnable);
    if (next === null || next.readyNs > first.readyNs) return first;
    first.hasProcessor = false;
    this.#running.splice(this.#running.indexOf(first), 1);
    this.#run(next, first.readyNs);
    return this.#first(this.#running) as Thread<T>;
  }

  #run(thread: Thread<T>, fromNs: number): void {
    thread.hasProcessor = true;
    thread.readyNs = Math.max(thread.readyNs, fromNs, this.#nowNs);
    thread.sliceEndNs = thread.readyNs + this.#between(SLICE_NS);
    this.#running.push(thread);
  }

  #longestWaiting(runnable: readonly T[]): Thread<T> | null {
    let longest: Thread<T> | null = null;
    for (const who of runnable) {
      const thread = this.#threads.get(who) as Thread<T>;
      if (!thread.hasProcessor && (longest === null || thread.readyNs < longest.readyNs)) longest = thread;
    }
    return longest;
  }

  #first(threads: readonly Thread<T>[]): Thread<T> | null {
    let first: Thread<T> | null = null;
    for (const thread of threads) if (first === null || thread.readyNs < first.readyNs) first = thread;
    return first;
  }

  #wakeNs(): number {
    if (this.#rand.fastrandN(WAKES_A_WAKE_AWAKE) === 0) return this.#between(WAKE_AWAKE_NS);
    return this.#between(WAKE_NS) * this.#pace;
  }

  #factor(work: Work, { speed }: Thread<T>): number {
    if (work === "move") return this.#distance;
    if (work !== "start" && work !== "join") return speed;
    const isCold = this.#isCold;
    if (work === "join") this.#isCold = false;
    return isCold ? this.#pace * COLD : this.#pace;
  }

  /** At each step, so without a power. */
  #between({ least, log }: Span): number {
    return least * Math.exp(log * this.#fraction());
  }

  #fraction(): number {
    return this.#rand.fastrand() / 2 ** 32;
  }
}
