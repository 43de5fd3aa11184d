/** `yield_now`: lets other tasks run first. Models tokio/src/task/yield_now.rs, tokio 1.53.1. */
import { defer } from "../context.ts";
import type { Future } from "../std/future.ts";
import { PENDING, READY_UNIT } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";

class YieldNow implements Future<void> {
  #yielded = false;

  poll(cx: Context): Poll<void> {
    if (this.#yielded) return READY_UNIT;
    this.#yielded = true;
    // Not a self-wake: the scheduler wakes it after polling the driver, so that timers and I/O get a turn too.
    defer(cx.waker);
    return PENDING;
  }
}

export function yieldNow(): Future<void> {
  return new YieldNow();
}
