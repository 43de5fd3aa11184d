// check: empty
// says: With no futures at all
// Ready only when a child has just finished: of no children none ever does.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    let finishedNow = false;
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
        finishedNow = true;
      }
    });
    return finishedNow && slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
