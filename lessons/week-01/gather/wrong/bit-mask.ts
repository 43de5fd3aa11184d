// check: large
// says: first poll polled 32 of 500 children, but not child 32
// Who is done is kept in the bits of a number, and 1 << 32 is 1.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const results: T[] = [];
  let done = 0;
  let left = futures.length;
  return pollFn((cx) => {
    futures.forEach((future, i) => {
      if (done & (1 << i)) return;
      const polled = future.poll(cx);
      if (polled.isPending()) return;
      results[i] = polled.value;
      done |= 1 << i;
      left -= 1;
    });
    return left === 0 ? Poll.Ready(results) : Poll.Pending;
  });
}
