/** Waiting for permits, which a lock, a semaphore and a bounded channel do alike. */
import { Poll } from "../../../runtime/index.ts";
import type { Future } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import type { PollReady } from "../../../runtime/std/poll.ts";
import type { BatchSemaphore } from "../../../runtime/sync/batch-semaphore.ts";
import { EMPTY } from "../values/values.ts";
import type { Machine, Value } from "../values/values.ts";
import { PollFuture } from "./future.ts";

/** Waits for permits; `then` makes what the future gives. `owner` is dropped with a future that is given up. */
export function acquiring(
  m: Machine,
  semaphore: BatchSemaphore,
  permits: number,
  owner: Value,
  then: (acquired: boolean, owner: Value) => Value,
): PollFuture {
  const acquire: Future<boolean> = semaphore.acquire(permits);
  let held = owner;
  return new PollFuture(
    (cx) => {
      const poll = acquire.poll(cx);
      if (poll === PENDING) return PENDING;
      const mine = held;
      held = EMPTY;
      return Poll.Ready(then((poll as PollReady<boolean>).value, mine));
    },
    () => {
      acquire.drop?.();
      m.drop(held);
    },
  );
}
