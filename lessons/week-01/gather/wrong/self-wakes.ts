// check: quiet
// says: woke its own task, but no child had asked
// Wakes itself whenever somebody is Pending: a busy loop.
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
    if (slots.every((slot) => slot === null)) return Poll.Ready(results);
    cx.waker.wakeByRef();
    return Poll.Pending;
  });
}
