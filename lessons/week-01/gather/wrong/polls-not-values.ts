// check: order
// says: result 0 is a PollReady
// What is stored is the Poll and not the value inside.
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
        results[i] = polled as unknown as T;
        slots[i] = null;
      }
    });
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
