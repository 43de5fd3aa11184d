// check: at-once
// says: but gather still returned Pending
// Whether all are done is looked at before the sweep, one poll too late.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    if (slots.every((slot) => slot === null)) return Poll.Ready(results);
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
    return Poll.Pending;
  });
}
