// check: panic
// says: gather threw another error: "a child failed"
// A panic is replaced by an error of gather's own, and what the child said is gone.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    slots.forEach((slot, i) => {
      try {
        const polled = slot?.poll(cx);
        if (polled?.isReady()) {
          results[i] = polled.value;
          slots[i] = null;
        }
      } catch {
        throw new Error("a child failed");
      }
    });
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
