// check: first-poll
// says: but not child 2 and child 3
// At most two children are running at any time.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    let running = 0;
    for (let i = 0; i < slots.length && running < 2; i += 1) {
      const polled = slots[i]?.poll(cx);
      if (polled === undefined) continue;
      if (polled.isPending()) {
        running += 1;
        continue;
      }
      results[i] = polled.value;
      slots[i] = null;
    }
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
