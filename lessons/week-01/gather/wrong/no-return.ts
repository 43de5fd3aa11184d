// check: first-poll
// says: to return Poll.Pending or Poll.Ready(results), got undefined
// The path on which somebody is still running ends without a return.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  const poll = (cx: Parameters<Future<T>["poll"]>[0]): Poll<T[]> | undefined => {
    slots.forEach((slot, i) => {
      const polled = slot?.poll(cx);
      if (polled?.isReady()) {
        results[i] = polled.value;
        slots[i] = null;
      }
    });
    if (slots.every((slot) => slot === null)) return Poll.Ready(results);
    return undefined;
  };
  return pollFn(poll as (cx: Parameters<Future<T>["poll"]>[0]) => Poll<T[]>);
}
