/** Maps the output of a future; used where tokio wraps a primitive in an async fn. */
import type { Future } from "../std/future.ts";
import { PENDING, PollReady } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";

export class MapOutput<T, U> implements Future<U> {
  readonly #future: Future<T>;
  readonly #then: (value: T) => U;

  constructor(future: Future<T>, then: (value: T) => U) {
    this.#future = future;
    this.#then = then;
  }

  poll(cx: Context): Poll<U> {
    const poll = this.#future.poll(cx);
    return poll === PENDING ? PENDING : new PollReady(this.#then((poll as PollReady<T>).value));
  }

  drop(): void {
    this.#future.drop?.();
  }
}
