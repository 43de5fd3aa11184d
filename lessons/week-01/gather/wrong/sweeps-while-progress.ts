// check: one-poll
// says: polled a second time, but nothing had woken it
// Sweeps again as long as somebody finished, and asks everybody else again with it.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    for (let progress = true; progress;) {
      progress = false;
      slots.forEach((slot, i) => {
        const polled = slot?.poll(cx);
        if (polled?.isReady()) {
          results[i] = polled.value;
          slots[i] = null;
          progress = true;
        }
      });
    }
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
