/** `join!`: runs all branches concurrently in one task. Models tokio/src/macros/join.rs, tokio 1.53.1. */
import type { Future } from "../std/future.ts";
import { PENDING, PollReady } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";

export type Outputs<F extends readonly Future<unknown>[]> = {
  [I in keyof F]: F[I] extends Future<infer T> ? T : never;
};

class Join implements Future<unknown[]> {
  #futures: (Future<unknown> | null)[];
  readonly #outputs: unknown[] = [];
  readonly #biased: boolean;
  /** The branch where the next poll starts: one further each time, so that no branch always finds the budget used up. */
  #skipNextTime = 0;

  constructor(futures: readonly Future<unknown>[], biased: boolean) {
    this.#futures = [...futures];
    this.#biased = biased;
  }

  poll(cx: Context): Poll<unknown[]> {
    const count = this.#futures.length;
    const skip = this.#skipNextTime;
    if (!this.#biased) this.#skipNextTime = skip + 1 === count ? 0 : skip + 1;
    let pending = false;
    for (let i = 0; i < count; i++) {
      const branch = (skip + i) % count;
      const future = this.#futures[branch] as Future<unknown> | null;
      if (future === null) continue;
      const poll = this.#pollOr(future, cx);
      if (poll === PENDING) pending = true;
      else {
        this.#futures[branch] = null;
        this.#outputs[branch] = (poll as PollReady<unknown>).value;
      }
    }
    return pending ? PENDING : new PollReady(this.#outputs);
  }

  /** A panic unwinds through the whole join and drops the other branches. */
  #pollOr(future: Future<unknown>, cx: Context): Poll<unknown> {
    try {
      return future.poll(cx);
    } catch (error) {
      this.#futures = this.#futures.map((other) => (other === future ? null : other));
      this.drop();
      throw error;
    }
  }

  drop(): void {
    const futures = this.#futures;
    this.#futures = futures.map(() => null);
    for (const future of futures) future?.drop?.();
  }
}

type Any = readonly Future<unknown>[];

export function join<F extends Any>(...futures: F): Future<Outputs<F>> {
  return new Join(futures, false) as unknown as Future<Outputs<F>>;
}

export function joinBiased<F extends Any>(...futures: F): Future<Outputs<F>> {
  return new Join(futures, true) as unknown as Future<Outputs<F>>;
}
