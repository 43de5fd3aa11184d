// check: wakes
// says: poll 2 of gather polled no child at all
// Awaits pending() to wait for a wake: the await never ends, and no later poll gets past it.
import { asyncBlock, awaited, pending, pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  return asyncBlock(function* () {
    const slots: (Future<T> | null)[] = [...futures];
    const results: T[] = [];
    for (;;) {
      const running = yield* awaited(
        pollFn((cx) => {
          slots.forEach((slot, i) => {
            const polled = slot?.poll(cx);
            if (polled?.isReady()) {
              results[i] = polled.value;
              slots[i] = null;
            }
          });
          return Poll.Ready(slots.some((slot) => slot !== null));
        }),
      );
      if (!running) return results;
      yield* awaited(pending());
    }
  });
}
