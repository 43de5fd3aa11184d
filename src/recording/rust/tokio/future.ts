/** What the futures of tokio's functions have in common. */
import { CONTEXT } from "../../../runtime/context.ts";
import type { Context, Future, Poll } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import { pollProceed } from "../../../runtime/task/coop.ts";
import type { Native, Value } from "../values/values.ts";

/** A future without a type of its own in Rust; it may hold something to give back when it is dropped. */
export class PollFuture implements Native, Future<Value> {
  readonly type = "future";
  readonly #poll: (cx: Context) => Poll<Value>;
  #drop: (() => void) | null;
  constructor(poll: (cx: Context) => Poll<Value>, drop: (() => void) | null = null) {
    this.#poll = poll;
    this.#drop = drop;
  }
  poll(cx: Context): Poll<Value> {
    return this.#poll(cx);
  }
  /** Once; what follows a future that was awaited may drop it again. */
  drop(): void {
    const drop = this.#drop;
    this.#drop = null;
    drop?.();
  }
}

/** `coop::cooperative`: takes one unit of budget, and gives it back when there is no progress. */
export function cooperative(cx: Context, poll: () => Poll<Value>): Poll<Value> {
  const { budget } = CONTEXT;
  if (!pollProceed(cx)) return PENDING;
  const result = poll();
  if (result === PENDING) CONTEXT.budget = budget;
  return result;
}
