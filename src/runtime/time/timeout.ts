/** `timeout`: a future with a deadline. Models tokio/src/time/timeout.rs, tokio 1.53.1. */
import type { Future } from "../std/future.ts";
import { PENDING } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";
import { hasBudgetRemaining, unconstrained } from "../task/coop.ts";
import { sleep } from "./sleep.ts";
import type { Sleep } from "./sleep.ts";

export class Elapsed extends Error {
  override readonly name = "Elapsed";
  constructor() {
    super("deadline has elapsed");
  }
}

class Timeout<T> implements Future<T> {
  readonly #future: Future<T>;
  readonly #delay: Sleep;

  constructor(future: Future<T>, delay: Sleep) {
    this.#future = future;
    this.#delay = delay;
  }

  /** @throws Elapsed */
  poll(cx: Context): Poll<T> {
    const hadBudget = hasBudgetRemaining();
    const poll = this.#pollFuture(cx);
    if (poll !== PENDING) {
      this.#delay.drop();
      return poll;
    }
    // A future that used up the budget must not escape its deadline.
    const delay = hadBudget && !hasBudgetRemaining() ? unconstrained(this.#delay) : this.#delay;
    if (delay.poll(cx) === PENDING) return PENDING;
    this.#future.drop?.();
    throw new Elapsed();
  }

  /** A panic unwinds through the whole timeout and drops the timer. */
  #pollFuture(cx: Context): Poll<T> {
    try {
      return this.#future.poll(cx);
    } catch (error) {
      this.#delay.drop();
      throw error;
    }
  }

  drop(): void {
    this.#future.drop?.();
    this.#delay.drop();
  }
}

export function timeout<T>(ms: number, future: Future<T>): Future<T> {
  return new Timeout(future, sleep(ms));
}
