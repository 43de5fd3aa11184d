/** The thread that calls `block_on`: it is not a worker, and each poll has its own budget. Models `CachedParkThread::block_on` of tokio/src/runtime/park.rs, tokio 1.53.1. */
import { CONTEXT, UNCONSTRAINED } from "../../context.ts";
import type { Handle } from "../../handle.ts";
import { INITIAL_BUDGET } from "../../task/coop.ts";
import type { MainFuture } from "../main-future.ts";
import type { Step } from "../scheduler.ts";

export class MainThread {
  readonly index = -1;
  readonly polled = null;
  readonly future: MainFuture<unknown>;
  /** The virtual time, in ms, until which its poll blocks it. */
  busyUntilMs = 0;
  readonly #handle: Handle;
  readonly #mayPause: boolean;
  #budget = UNCONSTRAINED;

  /** @param mayPause whether others may act between the effects of one poll */
  constructor(handle: Handle, future: MainFuture<unknown>, mayPause: boolean) {
    this.#handle = handle;
    this.future = future;
    this.#mayPause = mayPause;
  }

  /** Woken, or in the middle of a poll. */
  get wants(): boolean {
    return this.future.woken || this.future.isPolling;
  }

  isRunnable(nowMs: number): boolean {
    return this.wants && this.busyUntilMs <= nowMs;
  }

  step(): Step {
    const { future } = this;
    const begins = !future.isPolling;
    CONTEXT.budget = begins ? INITIAL_BUDGET : this.#budget;
    CONTEXT.rng = future.rng;
    const done = this.#mayPause ? future.pollOn() : future.poll();
    this.#budget = CONTEXT.budget;
    CONTEXT.budget = UNCONSTRAINED;
    this.busyUntilMs = this.#handle.clock.nowMs + CONTEXT.busyMs;
    CONTEXT.busyMs = 0;
    if (done) return "done";
    return begins ? "polled" : "worked";
  }
}
