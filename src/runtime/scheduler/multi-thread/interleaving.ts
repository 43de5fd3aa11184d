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
export type Work =
  | "scheduler"
  /** Of a task's own code; a spawn is one that takes longer. */
  | "effect"
  | "spawn"
  /** From running to idle or complete, and waking the joiner. */
  | "transition"
  | "steal"
  /** The poll of a task begins whose memory is in another processor's cache. */
  | "move"
  /** It woke a sleeping worker, went to sleep, started a thread, or waited for one to end: system calls. */
  | "notify"
  | "park"
  | "start"
  | "join";

export interface Interleaving<T> {
  /** @returns the index of the thread that steps; `runnable` is not empty */
  choose(runnable: readonly T[]): number;
  /** Called after each step. */
  stepped(who: T, work: Work): void;
  /** A thread goes on as another: after `block_in_place` it is no longer the worker, or is the worker again. */
  goesOn(who: T, as: T): void;
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
  goesOn(): void {}
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
  goesOn(): void {}
}
