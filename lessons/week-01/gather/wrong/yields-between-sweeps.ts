// check: concurrent
// says: woke its own task
// Sweeps, yields, sweeps again: time stands still while the task is never idle.
import { asyncBlock, awaited, pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";
import { yieldNow } from "tokio";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  return asyncBlock(function* () {
    const slots: (Future<T> | null)[] = [...futures];
    const results: T[] = [];
    for (;;) {
      const done = yield* awaited(
        pollFn((cx) => {
          slots.forEach((slot, i) => {
            const polled = slot?.poll(cx);
            if (polled?.isReady()) {
              results[i] = polled.value;
              slots[i] = null;
            }
          });
          return Poll.Ready(slots.every((slot) => slot === null));
        }),
      );
      if (done) return results;
      yield* awaited(yieldNow());
    }
  });
}
