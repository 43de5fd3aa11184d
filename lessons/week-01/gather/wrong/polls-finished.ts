// check: finished
// says: was polled again, but it had been ready with
// Nobody remembers who is done.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const results: T[] = [];
  return pollFn((cx) => {
    let pending = 0;
    futures.forEach((future, i) => {
      const polled = future.poll(cx);
      if (polled.isReady()) results[i] = polled.value;
      else pending += 1;
    });
    return pending === 0 ? Poll.Ready(results) : Poll.Pending;
  });
}
