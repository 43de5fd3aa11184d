// check: at-once
// says: to return Poll.Pending or Poll.Ready(results), got an array
// The results are returned without Poll.Ready around them.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
    return slots.every((slot) => slot === null) ? (results as unknown as Poll<T[]>) : Poll.Pending;
  });
}
