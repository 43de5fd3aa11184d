// check: values
// says: there are 8 results for 9 children
// A Set holds the results, and equal ones once.
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
    return slots.every((slot) => slot === null) ? Poll.Ready([...new Set(results)]) : Poll.Pending;
  });
}
