/** `select!`: takes the first branch that is ready and drops the others. Models tokio/src/macros/select.rs, tokio 1.53.1. */
import { CONTEXT, defer } from "../context.ts";
import type { Future } from "../std/future.ts";
import { PENDING, PollReady } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";
import type { Outputs } from "./join.ts";

export interface Selected<T> {
  branch: number;
  value: T;
}

class Select<T> implements Future<Selected<T>> {
  readonly #futures: readonly Future<T>[];
  readonly #biased: boolean;

  constructor(futures: readonly Future<T>[], biased: boolean) {
    this.#futures = futures;
    this.#biased = biased;
  }

  poll(cx: Context): Poll<Selected<T>> {
    // Uses no budget itself, but with none left it would poll all branches for nothing.
    if (CONTEXT.budget === 0) {
      defer(cx.waker);
      return PENDING;
    }
    const count = this.#futures.length;
    const start = this.#biased ? 0 : CONTEXT.rng.fastrandN(count);
    for (let i = 0; i < count; i++) {
      const branch = (start + i) % count;
      const poll = this.#pollBranch(branch, cx);
      if (poll === PENDING) continue;
      this.#dropOthers(branch);
      return new PollReady({ branch, value: (poll as PollReady<T>).value });
    }
    return PENDING;
  }

  /** A panic unwinds through the whole select and drops the other branches. */
  #pollBranch(branch: number, cx: Context): Poll<T> {
    try {
      return (this.#futures[branch] as Future<T>).poll(cx);
    } catch (error) {
      this.#dropOthers(branch);
      throw error;
    }
  }

  #dropOthers(winner: number): void {
    this.#futures.forEach((future, branch) => {
      if (branch !== winner) future.drop?.();
    });
  }

  drop(): void {
    this.#dropOthers(-1);
  }
}

type Any = readonly Future<unknown>[];

export function select<F extends Any>(...futures: F): Future<Selected<Outputs<F>[number]>> {
  return new Select(futures, false) as Future<Selected<Outputs<F>[number]>>;
}

export function selectBiased<F extends Any>(...futures: F): Future<Selected<Outputs<F>[number]>> {
  return new Select(futures, true) as Future<Selected<Outputs<F>[number]>>;
}
