// check: lazy
// says: Calling gather polled child 0, child 1 and child 2
// The first sweep runs when gather is called, with a waker that wakes nobody.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Context, Poll, Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  const sweep = (cx: Context): void => {
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
  };
  sweep(Context.fromWaker(Waker.noop()));
  return pollFn((cx) => {
    sweep(cx);
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
