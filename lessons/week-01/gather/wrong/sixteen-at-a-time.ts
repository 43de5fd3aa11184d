// check: large
// says: first poll polled 16 of 500 children, but not child 16
// A limit on how many children run at once: few enough that small tests never meet it.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

const LIMIT = 16;

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  return pollFn((cx) => {
    let running = 0;
    for (let i = 0; i < slots.length && running < LIMIT; i += 1) {
      const polled = slots[i]?.poll(cx);
      if (polled === undefined) continue;
      if (polled.isPending()) {
        running += 1;
        continue;
      }
      results[i] = polled.value;
      slots[i] = null;
    }
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
