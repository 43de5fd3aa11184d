// check: first-poll
// says: over and over without returning
// Waits for its children inside its own poll.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    while (slots.some((slot) => slot !== null)) {
      slots.forEach((slot, i) => {
        const polled = slot?.poll(cx);
        if (polled?.isReady()) {
          results[i] = polled.value;
          slots[i] = null;
        }
      });
    }
    return Poll.Ready(results);
  });
}
