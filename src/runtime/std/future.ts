/** `Future` and the smallest futures. Models `std::future::{Future, poll_fn, ready, pending}`. */
import { Panic } from "./panic.ts";
import { PENDING, Poll } from "./poll.ts";
import type { Context } from "./waker.ts";

export interface Future<T> {
  poll(cx: Context): Poll<T>;
  /**
   * `Drop`, for a future given up before it was ready: a cancelled task, the losing branch of a select. Rust inserts
   * this call; here the code that gives a future up must make it. A future that became ready has already released
   * everything it held.
   */
  drop?(): void;
}

/** Whether something can be polled at all; used where learner code passes a future. */
export function isFuture(value: unknown): value is Future<unknown> {
  return (
    typeof value === "object" && value !== null && typeof (value as { poll?: unknown }).poll === "function"
  );
}

class PollFn<T> implements Future<T> {
  readonly #f: (cx: Context) => Poll<T>;
  constructor(f: (cx: Context) => Poll<T>) {
    this.#f = f;
  }
  poll(cx: Context): Poll<T> {
    return this.#f(cx);
  }
}

export function pollFn<T>(f: (cx: Context) => Poll<T>): Future<T> {
  return new PollFn(f);
}

class ReadyFuture<T> implements Future<T> {
  #poll: Poll<T> | null;
  constructor(value: T) {
    this.#poll = Poll.Ready(value);
  }
  poll(_cx: Context): Poll<T> {
    const poll = this.#poll;
    if (poll === null)
      throw new Panic("`Ready` polled after completion: poll a future only until it is ready");
    this.#poll = null;
    return poll;
  }
}

export function ready<T>(value: T): Future<T> {
  return new ReadyFuture(value);
}

const PENDING_FUTURE: Future<never> = { poll: () => PENDING };

export function pending<T = never>(): Future<T> {
  return PENDING_FUTURE;
}
