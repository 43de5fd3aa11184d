/** Who steps next, of all the threads that can: as a plain machine would have it, or in any order at all. Not in tokio, where the processors decide. */
import type { FastRand } from "../../util/rand.ts";

/** `any`: every order that is possible, equally likely at each step. `usual`: what mostly happens, from the times that steps take. */
export type Order = "any" | "usual" | Choose;

/** Picks by itself, for a search. @returns an index into `threads` */
export type Choose = (threads: readonly Thread[]) => number;

/** A thread that can step, as far as a search looks at it. */
export interface Thread {
  /** Of the worker; -1 for any other thread. */
  readonly index: number;
  /** The task that it polls step by step; null for none. */
  readonly polled: number | null;
}

/** What a step was, for the time that it takes. */
export type Work = "scheduler" | "poll" | "park" | "thread";

export interface Interleaving<T> {
  /** @returns the index of who steps; `runnable` is not empty */
  choose(runnable: readonly T[]): number;
  /** Told after each step. */
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

/** In ns on a machine of 3 GHz, release build: what a look into a queue, one effect of a poll, going to sleep and a thread's life take. */
const STEP_NS: Record<Work, number> = { scheduler: 25, poll: 120, park: 1_500, thread: 60_000 };
/** From being called to running again: least and most, each octave equally likely. */
const WAKE_NS = [6_000, 60_000] as const;
/** The operating system takes a processor away: one step in so many, for so long. */
const STEPS_A_HICCUP = 20_000;
const HICCUP_NS = [20_000, 200_000] as const;

/** Each thread has its own time; the one that is furthest behind steps next. */
export class PlainMachine<T> implements Interleaving<T> {
  readonly #rand: FastRand;
  readonly #threads = new Map<T, { readyNs: number; speed: number; seen: number }>();
  #nowNs = 0;
  /** How many choices were made: whoever could not be chosen at the last one has been asleep. */
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
      // Caches, neighbours and clocks make one thread a third faster than another.
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
