/** The defer list: wakes delayed until the driver has been polled. Models tokio/src/runtime/scheduler/defer.rs, tokio 1.53.1. */
import { CONTEXT } from "../context.ts";
import type { Waker } from "../std/waker.ts";
import { By } from "../trace/kinds.ts";

export class Defer {
  readonly #deferred: Waker[] = [];

  get isEmpty(): boolean {
    return this.#deferred.length === 0;
  }

  /** One entry is enough for a task that defers twice in a row. */
  defer(waker: Waker): void {
    if (this.#deferred.at(-1)?.willWake(waker) === true) return;
    this.#deferred.push(waker.clone());
  }

  /** From the end: the last to yield is the first to be woken. */
  wake(): void {
    while (this.wakeNext());
  }

  /** @returns false when nothing is left to wake */
  wakeNext(): boolean {
    const waker = this.#deferred.pop();
    if (waker === undefined) return false;
    const outer = CONTEXT.source;
    CONTEXT.source = By.Defer;
    waker.wake();
    CONTEXT.source = outer;
    return true;
  }

  toArray(): readonly Waker[] {
    return this.#deferred;
  }
}
