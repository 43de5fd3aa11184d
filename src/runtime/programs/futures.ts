/** Futures that programs are made of and the API has not. */
import { Poll, pollFn } from "../index.ts";
import type { Future } from "../index.ts";

/** Wakes its own waker, and answers Pending once. */
export function selfWake(): Future<void> {
  let woken = false;
  return pollFn((cx) => {
    if (woken) return Poll.Ready(undefined);
    woken = true;
    cx.waker.wakeByRef();
    return Poll.Pending;
  });
}

/** A main that does one thing in its first poll, to spawn the root, and then only waits. */
export function waiter(atFirst: () => void): Future<void> {
  let first = true;
  return pollFn<void>(() => {
    if (first) atFirst();
    first = false;
    return Poll.Pending;
  });
}
