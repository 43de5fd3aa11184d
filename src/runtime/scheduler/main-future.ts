/** `block_on`'s main future: polled beside the tasks, woken by a flag. Models what block_on keeps in scheduler/current_thread/mod.rs and park.rs, tokio 1.53.1. */
import { CONTEXT } from "../context.ts";
import type { Handle } from "../handle.ts";
import type { Future } from "../std/future.ts";
import { ADVANCE, isPausable, PAUSED } from "../std/pause.ts";
import { notAPoll, PENDING, PollReady } from "../std/poll.ts";
import { Context, Waker } from "../std/waker.ts";
import type { FastRand } from "../util/rand.ts";
import { By, Kind, O, W } from "../trace/kinds.ts";

export class MainFuture<T> {
  readonly #handle: Handle;
  readonly #future: Future<T>;
  readonly #cx: Context;
  /** Called for each wake that is not already pending, to tell the thread that drives this future. */
  readonly onWake: () => void;
  /** `Shared::woken`. True at first: the main future is polled before any task. */
  woken = true;
  polls = 0;
  /** Its poll has paused at a seam. */
  isPolling = false;
  output: { readonly value: T } | null = null;
  /** Belongs to the thread that blocks on it. */
  readonly rng: FastRand;

  constructor(handle: Handle, future: Future<T>, onWake: () => void) {
    this.#handle = handle;
    this.#future = future;
    this.onWake = onWake;
    this.rng = handle.threadSeeds.nextRng();
    this.#cx = Context.fromWaker(new MainWaker(this as MainFuture<unknown>));
  }

  /** @returns whether the output exists. A panic goes to the caller of `block_on`. */
  poll(): boolean {
    return this.#pollFuture(false);
  }

  /** Polls up to the next seam, where other threads may act; `isPolling` tells whether the poll is still going. */
  pollOn(): boolean {
    return this.#pollFuture(true);
  }

  #pollFuture(mayPause: boolean): boolean {
    const handle = this.#handle;
    if (!this.isPolling) {
      this.woken = false;
      handle.countPoll();
      this.polls++;
      if (__TRACE__) this.#trace(Kind.PollStart, 0);
    }
    this.isPolling = false;
    CONTEXT.source = By.Main;
    try {
      const future = this.#future;
      const poll = mayPause && isPausable(future) ? future[ADVANCE](this.#cx) : future.poll(this.#cx);
      if (poll === PAUSED) {
        this.isPolling = true;
        return false;
      }
      if (poll === PENDING) {
        if (__TRACE__) this.#trace(Kind.PollEnd, O.Pending);
        return false;
      }
      if (!(poll instanceof PollReady)) notAPoll(poll);
      this.output = poll;
      if (__TRACE__) this.#trace(Kind.PollEnd, O.Ready);
      return true;
    } catch (error) {
      if (__TRACE__) this.#trace(Kind.PollEnd, O.Panicked);
      throw error;
    } finally {
      CONTEXT.source = By.Foreign;
    }
  }

  wake(): void {
    this.#handle.metrics.wakes++;
    if (CONTEXT.busyMs > 0 && this.#handle.scheduler.isAhead()) this.#handle.inItsTime(() => this.#wake());
    else this.#wake();
  }

  #wake(): void {
    const already = this.woken;
    this.woken = true;
    if (__TRACE__) {
      const effect = this.output !== null ? W.Complete : already ? W.AlreadyNotified : W.Scheduled;
      this.#handle.trace?.record(Kind.Wake, CONTEXT.scheduler?.index ?? -1, 0, CONTEXT.source, effect);
    }
    if (!already) this.onWake();
  }

  traceClone(): void {
    this.#trace(Kind.Clone, 0);
  }

  #trace(kind: Kind, a: number): void {
    if (__TRACE__) this.#handle.trace?.record(kind, CONTEXT.scheduler?.index ?? -1, 0, a, 0);
  }
}

class MainWaker extends Waker {
  readonly #main: MainFuture<unknown>;
  constructor(main: MainFuture<unknown>) {
    super(main);
    this.#main = main;
  }
  wake(): void {
    this.#main.wake();
  }
  wakeByRef(): void {
    this.#main.wake();
  }
  clone(): Waker {
    if (__TRACE__) this.#main.traceClone();
    return this;
  }
}
