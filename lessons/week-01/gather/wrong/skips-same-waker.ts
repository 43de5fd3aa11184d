// check: wakes
// says: of gather polled no child at all
// Polls the children only when it is polled with a new waker.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";
import type { Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  let last: Waker | undefined;
  return pollFn((cx) => {
    if (last?.willWake(cx.waker)) return Poll.Pending;
    last = cx.waker.clone();
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
