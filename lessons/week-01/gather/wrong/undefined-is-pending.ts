// check: values
// says: had finished by poll
// A result that is undefined counts as none.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: (T | undefined)[] = futures.map(() => undefined);
  return pollFn((cx) => {
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
    return results.every((result) => result !== undefined) ? Poll.Ready(results as T[]) : Poll.Pending;
  });
}
