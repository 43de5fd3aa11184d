/** A plain machine: how long each step of a thread takes, and which threads have a processor. Not in tokio. */
import type { FastRand } from "../../util/rand.ts";
import type { Interleaving, Work } from "./interleaving.ts";

/**
 * In ns, as measured with tokio 1.53.1 (release) on two processors of 2.6 GHz: a task that does nothing takes 170 from
 * queue to completion, which is seven steps, and 280 to spawn; the task that wakes a worker waits for the system call.
 */
const STEP_NS: Record<Work, number> = {
  scheduler: 15,
  effect: 60,
  transition: 25,
  spawn: 280,
  steal: 200,
  move: 60,
  notify: 3_500,
  park: 1_500,
  thread: 60_000,
};
/** From being notified to running again: minimum and maximum, each octave equally likely. */
const WAKE_NS = [5_000, 45_000] as const;
/** The operating system preempts a thread: one step in how many, and for how long. */
const STEPS_A_HICCUP = 20_000;
const HICCUP_NS = [20_000, 200_000] as const;
/** How long a thread keeps its processor while others wait for one: minimum and maximum. */
const SLICE_NS = [200_000, 3_000_000] as const;
/** How far apart the processors' caches are, against the mean: one machine's are shared, another's are not. */
const DISTANCE = [0.25, 4] as const;

interface Thread<T> {
  readonly who: T;
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
  readonly #threads = new Map<T, Thread<T>>();
  /** The threads that have a processor. */
  #running: Thread<T>[] = [];
  #nowNs = 0;
  /** The number of choices made: a thread that could not be chosen last time has been asleep. */
  #choices = 0;

  constructor(rand: FastRand, processors: number) {
    this.#rand = rand;
    this.#processors = processors;
    this.#distance = this.#between(DISTANCE);
  }

  choose(runnable: readonly T[]): number {
    this.#choices++;
    let waiting = 0;
    for (const who of runnable) if (!this.#look(who).hasProcessor) waiting++;
    if (this.#running.some(({ seen }) => seen !== this.#choices)) this.#release();
    if (waiting > 0) this.#dispatch(runnable);
    let first = this.#first(this.#running) as Thread<T>;
    if (waiting > 0 && first.readyNs >= first.sliceEndNs) first = this.#preempt(first, runnable);
    this.#nowNs = Math.max(this.#nowNs, first.readyNs);
    return runnable.indexOf(first.who);
  }

  stepped(who: T, work: Work): void {
    const thread = this.#threads.get(who);
    if (thread === undefined) return;
    // From half to twice its mean.
    const mean = STEP_NS[work] * (work === "move" ? this.#distance : thread.speed);
    const ns = mean * 2 ** (2 * this.#fraction() - 1);
    const hiccupNs = this.#rand.fastrandN(STEPS_A_HICCUP) === 0 ? this.#between(HICCUP_NS) : 0;
    thread.readyNs = this.#nowNs + ns + hiccupNs;
  }

  #look(who: T): Thread<T> {
    let thread = this.#threads.get(who);
    if (thread === undefined) {
      // Caches, neighbours and clocks make one thread up to a third faster than another.
      const speed = 0.85 + 0.3 * this.#fraction();
      thread = { who, speed, readyNs: 0, seen: -1, hasProcessor: false, sliceEndNs: 0 };
      this.#threads.set(who, thread);
    }
    if (thread.seen !== this.#choices - 1) thread.readyNs = this.#nowNs + this.#between(WAKE_NS);
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
    return this.#first(
      runnable.map((who) => this.#threads.get(who) as Thread<T>).filter(({ hasProcessor }) => !hasProcessor),
    );
  }

  #first(threads: readonly Thread<T>[]): Thread<T> | null {
    let first: Thread<T> | null = null;
    for (const thread of threads) if (first === null || thread.readyNs < first.readyNs) first = thread;
    return first;
  }

  #between([least, most]: readonly [number, number]): number {
    return least * (most / least) ** this.#fraction();
  }

  #fraction(): number {
    return this.#rand.fastrand() / 2 ** 32;
  }
}
