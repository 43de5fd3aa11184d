// check: newest-waker
// says: came with another waker
// The Context of the first poll is used forever.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";
import type { Context } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  let first: Context | undefined;
  return pollFn((newest) => {
    const cx = (first ??= newest);
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
