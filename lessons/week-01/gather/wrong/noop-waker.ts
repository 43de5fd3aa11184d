// check: wakes
// says: with `Waker.noop()`, which wakes nobody
// The children get a waker that does nothing.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Context, Poll, Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  const cx = Context.fromWaker(Waker.noop());
  return pollFn(() => {
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
