/** Futures that programs use and the API lacks. */
import { Poll, pollFn } from "../index.ts";
import type { Future } from "../index.ts";

/** Wakes its own waker, and returns Pending once. */
export function selfWake(): Future<void> {
  let woken = false;
  return pollFn((cx) => {
    if (woken) return Poll.Ready(undefined);
    woken = true;
    cx.waker.wakeByRef();
    return Poll.Pending;
  });
}

/** A main future that spawns the root in its first poll, and then only waits. */
export function waiter(atFirst: () => void): Future<void> {
  let first = true;
  return pollFn<void>(() => {
    if (first) atFirst();
    first = false;
    return Poll.Pending;
  });
}
