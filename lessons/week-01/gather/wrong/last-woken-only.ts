// check: together
// says: did not poll it
// Only the child that woke last is remembered.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Context, Poll, Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const results = new Map<number, T>();
  let woken: number | "all" = "all";
  let task: Waker | undefined;
  const contexts = futures.map((_, i) =>
    Context.fromWaker(
      Waker.from({
        wake: () => {
          woken = i;
          task?.wakeByRef();
        },
      }),
    ),
  );
  return pollFn((cx) => {
    task = cx.waker.clone();
    const now: number | "all" = woken;
    futures.forEach((future, i) => {
      if (results.has(i) || (now !== "all" && now !== i)) return;
      const polled = future.poll(contexts[i]!);
      if (polled.isReady()) results.set(i, polled.value);
    });
    if (results.size < futures.length) return Poll.Pending;
    return Poll.Ready(futures.map((_, i) => results.get(i) as T));
  });
}
