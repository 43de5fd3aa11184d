// check: spurious
// says: but child 0
// Taken for granted: whoever is polled again has nothing but finished children.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  let polledOnce = false;
  const results: T[] = [];
  return pollFn((cx) => {
    let pending = 0;
    futures.forEach((future, i) => {
      if (i in results) return;
      const polled = future.poll(cx);
      if (polled.isReady()) results[i] = polled.value;
      else pending += 1;
    });
    if (pending === 0 || (polledOnce && pending === futures.length)) return Poll.Ready(results);
    polledOnce = true;
    return Poll.Pending;
  });
}
