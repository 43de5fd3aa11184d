// check: first-poll
// says: polled child 0 (Pending), but not child 1, child 2 and child 3
// The sweep ends at the first child that is Pending.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const results: T[] = [];
  let next = 0;
  return pollFn((cx) => {
    while (next < futures.length) {
      const polled = futures[next]!.poll(cx);
      if (polled.isPending()) return Poll.Pending;
      results[next] = polled.value;
      next += 1;
    }
    return Poll.Ready(results);
  });
}
