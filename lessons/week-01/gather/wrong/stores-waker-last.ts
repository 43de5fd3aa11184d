// check: wake-in-poll
// says: but that waker woke nobody
// The waker is stored after the sweep: who wakes during the first one is not heard.
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
    for (const i of [...woken]) {
      woken.delete(i);
      if (results.has(i)) continue;
      const polled = futures[i]!.poll(contexts[i]!);
      if (polled.isReady()) results.set(i, polled.value);
    }
    task = cx.waker.clone();
    if (results.size < futures.length) return Poll.Pending;
    return Poll.Ready(futures.map((_, i) => results.get(i) as T));
  });
}
