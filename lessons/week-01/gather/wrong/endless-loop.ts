// check: first-poll
// says: never returned
// The loop counter is never moved past a child that is Pending.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const results: T[] = [];
  return pollFn((cx) => {
    const asked = new Set<number>();
    let i = 0;
    while (i < futures.length) {
      if (asked.has(i)) continue;
      asked.add(i);
      const polled = futures[i]!.poll(cx);
      if (polled.isReady()) results[i++] = polled.value;
    }
    return Poll.Ready(results);
  });
}
