// check: apart
// says: there are 2 results for 3 children
// Results live in the module: two gathers at once share them.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

let results: unknown[] = [];

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  return pollFn((cx) => {
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
    if (slots.some((slot) => slot !== null)) return Poll.Pending;
    const mine = results as T[];
    results = [];
    return Poll.Ready(mine);
  });
}
