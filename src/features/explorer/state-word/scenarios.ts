/** Four short lives of a task that together contain every state-word transition that a wake can cause. */
import { asyncBlock, awaited, Poll, pollFn, spawn, yieldNow } from "../../../runtime/index.ts";
import { selfWake } from "../../../runtime/programs/futures.ts";
import type { Future, Waker } from "../../../runtime/index.ts";

export interface Scenario {
  title: string;
  about: string;
  /** The root; the walk watches the first task that it spawns. */
  root(): Future<void>;
}

/** Pending until `open`; each Pending poll keeps this many clones of the waker. */
function gate(clones: number) {
  const wakers: Waker[] = [];
  let opened = false;
  const future = pollFn<void>((cx) => {
    if (opened) return Poll.Ready(undefined);
    for (let i = 0; i < clones; i++) wakers.push(cx.waker.clone());
    return Poll.Pending;
  });
  const open = () => {
    opened = true;
    for (const waker of wakers.splice(0)) waker.wake();
  };
  return { future, open };
}

function joining(child: Future<void>, meanwhile: () => void): Future<void> {
  return asyncBlock(function* () {
    const handle = spawn(child);
    yield* awaited(yieldNow());
    meanwhile();
    yield* awaited(handle);
  });
}

export const SCENARIOS: readonly Scenario[] = [
  {
    title: "Woken while parked",
    about: "The task answers Pending and keeps its waker; another task calls wake().",
    root() {
      const { future, open } = gate(1);
      return joining(future, open);
    },
  },
  {
    title: "Woken three times",
    about: "Three clones of the waker are woken before the next poll. One poll comes of it.",
    root() {
      const { future, open } = gate(3);
      return joining(future, open);
    },
  },
  {
    title: "Woken during its own poll",
    about: "The task wakes itself by reference, and then answers Pending.",
    root: () => joining(selfWake(), () => {}),
  },
  {
    title: "Aborted while parked",
    about: "The JoinHandle's abort() finds the task idle.",
    root: () =>
      asyncBlock(function* () {
        const handle = spawn(gate(0).future);
        yield* awaited(yieldNow());
        handle.abort();
        try {
          yield* awaited(handle);
        } catch {
          // The JoinError of a cancelled task.
        }
      }),
  },
];
