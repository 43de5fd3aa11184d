/** A current_thread runtime from tokio that offers what the model's runtime does: you can drive it, enter it and count its polls. */
import type { EngineOptions, EngineRuntime } from "../engine.ts";
import { ParkedForever, PollLimit } from "../errors.ts";
import type { ParkedTask } from "../errors.ts";
import type { Future } from "../std/future.ts";
import { isFuture } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import { describe } from "../std/poll.ts";
import { Root, Thrown } from "./border.ts";
import type { Border, Keeper } from "./border.ts";
import type { JoinHandle } from "./task.ts";

/**
 * Called at the start of every poll, and at its end when it returned Ready. Tasks count from 1 as they are spawned; 0
 * is the main future.
 */
export type PollLog = (task: number, what: "poll" | "ready") => void;

export interface TokioOptions extends EngineOptions {
  polls?: PollLog;
}

type SpawnTo = <T>(runtime: number, future: Future<T>) => JoinHandle<T>;

export class TokioRuntime implements EngineRuntime, Keeper {
  readonly #border: Border;
  readonly #spawnTo: SpawnTo;
  readonly #maxPolls: number;
  readonly #polls: PollLog;
  /** The module's number for it. */
  readonly number: number;
  readonly #live = new Set<Root>();
  readonly metrics = { spawned: 0, polls: 0 };
  /** Why the run ends although its main future is not done. */
  #fatal: Thrown | null = null;

  constructor(border: Border, options: TokioOptions, spawnTo: SpawnTo) {
    this.#border = border;
    this.#spawnTo = spawnTo;
    this.#maxPolls = options.maxPolls ?? Infinity;
    this.#polls = options.polls ?? (() => {});
    this.number = border.call(
      "build",
      options.globalQueueInterval ?? 0,
      options.eventInterval ?? 0,
      options.seed ?? 0,
    );
  }

  blockOn<T>(future: Future<T>): T {
    if (!isFuture(future)) throw new Panic(`block_on() takes a Future, and was given ${describe(future)}`);
    const main = new Root(0, this);
    const ready = this.#drive(main, this.#border.add(future, main));
    const { outcome } = main;
    if (!ready || outcome === null) throw new ParkedForever(this.#parked(main), this.now());
    if (outcome instanceof Thrown) throw outcome.payload;
    return outcome.value as T;
  }

  spawn<T>(future: Future<T>): JoinHandle<T> {
    return this.enter(() => this.#spawnTo(this.number, future));
  }

  enter<T>(f: () => T): T {
    this.#border.call("enter", this.number);
    try {
      return f();
    } finally {
      // After a trap there is nothing to leave.
      if (this.#border.fault === null) this.#border.call("exit");
    }
  }

  now(): number {
    return this.#border.call("now", this.number);
  }

  /** Drops every task's future at its current await. */
  shutdown(): void {
    this.#border.call("shut_down", this.number);
  }

  /** A task that is about to be spawned here. */
  newTask(): Root {
    const task = new Root(++this.metrics.spawned, this);
    this.#live.add(task);
    return task;
  }

  begin(root: Root): boolean {
    if (this.#fatal !== null) return false;
    if (this.metrics.polls >= this.#maxPolls) {
      this.#end(new Thrown(new PollLimit(this.#maxPolls), null));
      return false;
    }
    this.metrics.polls++;
    root.polls++;
    this.#polls(root.id, "poll");
    return true;
  }

  ready(root: Root): void {
    this.#polls(root.id, "ready");
  }

  gone(root: Root): void {
    this.#live.delete(root);
  }

  #end(why: Thrown): void {
    this.#fatal ??= why;
    this.#border.call("quit", this.number);
  }

  /** @returns whether the main future was ready; if not, nothing can run any more */
  #drive(main: Root, future: number): boolean {
    const border = this.#border;
    if (border.isInside) {
      throw new Panic(
        "Cannot start a runtime from within a runtime: this thread is already driving tasks, and blocking it would stop them. " +
          "Await the future instead, or spawn it",
      );
    }
    this.#fatal = null;
    border.onStrayThrow = (thrown) => this.#end(thrown);
    let ready: boolean;
    try {
      ready = border.call("block_on", this.number, future) !== 0;
    } finally {
      border.onStrayThrow = null;
    }
    const fatal = this.#fatal as Thrown | null;
    if (fatal !== null) throw fatal.payload;
    return ready && main.outcome !== null;
  }

  #parked(main: Root): ParkedTask[] {
    return [main, ...this.#live].map(({ id, polls }) => ({ id, polls, waitsFor: [] }));
  }
}
