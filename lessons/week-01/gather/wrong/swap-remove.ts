// check: order
// says: Expected Ready(["a", "b", "c"]) from gather
// swap_remove keeps the list short and forgets whose index is whose.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const running = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    for (let i = running.length - 1; i >= 0; i -= 1) {
      const polled = running[i]!.poll(cx);
      if (polled.isPending()) continue;
      results[i] = polled.value;
      const last = running.pop()!;
      if (i < running.length) running[i] = last;
    }
    return running.length === 0 ? Poll.Ready(results) : Poll.Pending;
  });
}
