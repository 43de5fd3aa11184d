// check: newest-waker
// says: the waker of an earlier poll of gather
// Wakers for each child, all leading to the waker of the first poll.
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
    task ??= cx.waker.clone();
    for (const i of [...woken]) {
      woken.delete(i);
      if (results.has(i)) continue;
      const polled = futures[i]!.poll(contexts[i]!);
      if (polled.isReady()) results.set(i, polled.value);
    }
    if (results.size < futures.length) return Poll.Pending;
    return Poll.Ready(futures.map((_, i) => results.get(i) as T));
  });
}
