// check: interleavings
// says: but that waker woke nobody
// One wake at a time is passed on, until the sweep is over: a wake during a sweep that was itself woken is lost.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Context, Poll, Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  let task: Waker | undefined;
  let scheduled = false;
  const cx = Context.fromWaker(
    Waker.from({
      wake: () => {
        if (scheduled) return;
        scheduled = true;
        task?.wakeByRef();
      },
    }),
  );
  return pollFn((outer) => {
    task = outer.waker;
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
    scheduled = false;
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
