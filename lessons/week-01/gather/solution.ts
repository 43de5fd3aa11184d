/** Day 3: join n futures on the current task, without spawning and without `futures_util`. */
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

/** Polls every future to completion, concurrently, on the current task; results in input order. */
export function gather<T>(futures: Future<T>[]): Future<T[]> {
  // A slot says by itself whether its child is done: a result may be any value, `undefined` too,
  // so the results cannot say it.
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  let running = futures.length;

  return pollFn((cx) => {
    slots.forEach((child, index) => {
      if (child === null) return; // A future must not be polled again after Ready.
      // The child gets the waker of *this* poll: our task may have moved since the last one, and
      // only the newest waker is sure to reach it.
      const polled = child.poll(cx);
      if (polled.isReady()) {
        results[index] = polled.value;
        slots[index] = null;
        running -= 1;
      }
    });
    // Pending is honest here: each child that is still running holds our waker. A child that was
    // woken during this very sweep has woken our task as well, so we will be polled again.
    return running === 0 ? Poll.Ready(results) : Poll.Pending;
  });
}
