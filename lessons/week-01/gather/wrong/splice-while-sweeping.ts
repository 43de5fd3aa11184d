// check: first-poll
// says: but not child 1
// Taking a finished child out of the list moves the next one under the index just done.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const running = futures.map((future, index) => ({ future, index }));
  const results: T[] = [];
  return pollFn((cx) => {
    for (let i = 0; i < running.length; i += 1) {
      const { future, index } = running[i]!;
      const polled = future.poll(cx);
      if (polled.isReady()) {
        results[index] = polled.value;
        running.splice(i, 1);
      }
    }
    return running.length === 0 ? Poll.Ready(results) : Poll.Pending;
  });
}
