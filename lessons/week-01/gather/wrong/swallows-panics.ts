// check: panic
// says: panicked in its first poll, but gather returned
// A panic becomes a result of undefined.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    slots.forEach((slot, i) => {
      try {
        const polled = slot?.poll(cx);
        if (polled?.isReady()) {
          results[i] = polled.value;
          slots[i] = null;
        }
      } catch {
        results[i] = undefined as T;
        slots[i] = null;
      }
    });
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
