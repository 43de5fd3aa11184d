// check: inside-poll
// says: from inside a call of its waker
// The waker polls the child itself, in place of waking the task.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Context, Poll, Waker } from "std/task";

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  let task: Waker | undefined;
  const step = (i: number): void => {
    const waker = Waker.from({
      wake: () => {
        step(i);
        task?.wakeByRef();
      },
    });
    const polled = slots[i]?.poll(Context.fromWaker(waker));
    if (polled?.isReady()) {
      results[i] = polled.value;
      slots[i] = null;
    }
  };
  let begun = false;
  return pollFn((cx) => {
    task = cx.waker;
    if (!begun) slots.forEach((_, i) => step(i));
    begun = true;
    return slots.every((slot) => slot === null) ? Poll.Ready(results) : Poll.Pending;
  });
}
