// check: wake-in-poll
// says: of gather did not poll it
// All marks are cleared after the sweep, those set during it too.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Context, Poll, Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const results = new Map<number, T>();
  const woken = new Set(futures.keys());
  let task: Waker | undefined;
  const contexts = futures.map((_, i) =>
    Context.fromWaker(
      Waker.from({
        wake: () => {
          woken.add(i);
          task?.wakeByRef();
        },
      }),
    ),
  );
  return pollFn((cx) => {
    task = cx.waker.clone();
    for (const i of [...woken]) {
      if (results.has(i)) continue;
      const polled = futures[i]!.poll(contexts[i]!);
      if (polled.isReady()) results.set(i, polled.value);
    }
    woken.clear();
    if (results.size < futures.length) return Poll.Pending;
    return Poll.Ready(futures.map((_, i) => results.get(i) as T));
  });
}
