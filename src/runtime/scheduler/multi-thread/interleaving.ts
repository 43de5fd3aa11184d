/** Chooses which thread steps next: in the usual order of a plain machine, or in any order at all. Not in tokio, where the processors decide. */
import type { FastRand } from "../../util/rand.ts";

/** `any`: every possible order, all equally likely at each step. `usual`: the order that mostly happens, given how long steps take. */
export type Order = "any" | "usual" | Choose;

/**
 * A custom choice, for a search.
 * @returns an index into `threads`
 */
export type Choose = (threads: readonly Thread[]) => number;

/** A thread that can step, as a search sees it. */
export interface Thread {
  /** The worker's index; -1 for any other thread. */
  readonly index: number;
  /** The task that it is polling step by step; null for none. */
  readonly polled: number | null;
}

/** The kind of a step, which determines how long it takes. */
export type Work = "scheduler" | "poll" | "park" | "thread";

export interface Interleaving<T> {
  /** @returns the index of the thread that steps; `runnable` is not empty */
  choose(runnable: readonly T[]): number;
  /** Called after each step. */
  stepped(who: T, work: Work): void;
}

export class AnyOrder<T> implements Interleaving<T> {
  readonly #rand: FastRand;
  constructor(rand: FastRand) {
    this.#rand = rand;
  }
  choose(runnable: readonly T[]): number {
    return runnable.length === 1 ? 0 : this.#rand.fastrandN(runnable.length);
  }
  stepped(): void {}
}

export class ChosenOrder<T extends Thread> implements Interleaving<T> {
  readonly #choose: Choose;
  constructor(choose: Choose) {
    this.#choose = choose;
  }
  choose(runnable: readonly T[]): number {
    return this.#choose(runnable);
  }
  stepped(): void {}
}

/**
 * In ns, on a 3 GHz machine with a release build: how long a queue check, one effect of a poll, going to sleep and a
 * thread's life take.
 */
const STEP_NS: Record<Work, number> = { scheduler: 25, poll: 120, park: 1_500, thread: 60_000 };
/** From being notified to running again: minimum and maximum, each octave equally likely. */
const WAKE_NS = [6_000, 60_000] as const;
/** The operating system preempts a thread: one step in how many, and for how long. */
const STEPS_A_HICCUP = 20_000;
const HICCUP_NS = [20_000, 200_000] as const;

/** Each thread has its own time; the thread furthest behind steps next. */
export class PlainMachine<T> implements Interleaving<T> {
  readonly #rand: FastRand;
  readonly #threads = new Map<T, { readyNs: number; speed: number; seen: number }>();
  #nowNs = 0;
  /** The number of choices made: a thread that could not be chosen last time has been asleep. */
  #choices = 0;

  constructor(rand: FastRand) {
    this.#rand = rand;
  }

  choose(runnable: readonly T[]): number {
    this.#choices++;
    let first = 0;
    let firstNs = Infinity;
    for (let i = 0; i < runnable.length; i++) {
      const readyNs = this.#readyNs(runnable[i] as T);
      if (readyNs >= firstNs) continue;
      first = i;
      firstNs = readyNs;
    }
    this.#nowNs = Math.max(this.#nowNs, firstNs);
    return first;
  }

  stepped(who: T, work: Work): void {
    const thread = this.#threads.get(who);
    if (thread === undefined) return;
    // From half to twice its mean.
    const ns = STEP_NS[work] * 2 ** (2 * this.#fraction() - 1) * thread.speed;
    const hiccupNs = this.#rand.fastrandN(STEPS_A_HICCUP) === 0 ? this.#between(HICCUP_NS) : 0;
    thread.readyNs = this.#nowNs + ns + hiccupNs;
  }

  #readyNs(who: T): number {
    let thread = this.#threads.get(who);
    if (thread === undefined) {
      // Caches, neighbours and clocks make one thread up to a third faster than another.
      thread = { readyNs: 0, speed: 0.85 + 0.3 * this.#fraction(), seen: -1 };
      this.#threads.set(who, thread);
    }
    if (thread.seen !== this.#choices - 1) thread.readyNs = this.#nowNs + this.#between(WAKE_NS);
    thread.seen = this.#choices;
    return thread.readyNs;
  }

  #between([least, most]: readonly [number, number]): number {
    return least * (most / least) ** this.#fraction();
  }

  #fraction(): number {
    return this.#rand.fastrand() / 2 ** 32;
  }
}
