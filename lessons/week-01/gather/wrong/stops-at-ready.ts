// check: first-poll
// says: polled child 0 (Ready), but not child 1
// Once some child is Ready, the others are left for later, and nobody comes back.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    for (let i = 0; i < slots.length; i += 1) {
      const polled = slots[i]?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
        break;
      }
    }
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
