// check: wakes
// says: but that waker woke nobody
// Each child has a waker that marks it as woken and tells no task.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Context, Poll, Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  const woken = futures.map(() => true);
  return pollFn(() => {
    slots.forEach((slot, i) => {
      if (!woken[i]) return;
      woken[i] = false;
      const polled = slot?.poll(Context.fromWaker(Waker.from({ wake: () => (woken[i] = true) })));
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
