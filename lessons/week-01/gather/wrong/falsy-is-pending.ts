// check: values
// says: had finished by poll
// Results are counted with filter(Boolean), so 0 and "" and NaN are missing.
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
    return results.filter(Boolean).length === futures.length ? Poll.Ready(results) : Poll.Pending;
  });
}
