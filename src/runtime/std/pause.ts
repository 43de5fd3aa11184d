/** Pausing inside a poll: other threads may act between two effects of a task, and a generator can wait for them there. */
import { CONTEXT } from "../context.ts";
import type { Future } from "./future.ts";
import type { Poll } from "./poll.ts";
import type { Context } from "./waker.ts";

/** The result of a poll that has paused at a seam and is not over. Only a caller that used `ADVANCE` sees it. */
export const PAUSED = Symbol("paused inside a poll");

/** Polls up to the next seam. `poll` itself never pauses. */
export const ADVANCE = Symbol("advance to the next seam");

/**
 * What a generator yields where its poll may pause. Compared by value: JavaScriptCore's `yield*` makes a new object
 * around it, and a compiler can write a string into a script.
 */
export const SEAM: IteratorYieldResult<string> = { done: false, value: "a seam inside a poll" };

export interface Pausable<T> extends Future<T> {
  /** When called again after PAUSED, it continues the same poll. */
  [ADVANCE](cx: Context): Poll<T> | typeof PAUSED;
}

export function isPausable<T>(future: Future<T>): future is Pausable<T> {
  return ADVANCE in future;
}

/** The last pause of any thread came just before a wake. */
export const PAUSE = { isBeforeWake: false };

/**
 * Calls a function of the library that changes state and then wakes tasks: each wake is a step of its own, because tokio
 * wakes only when it has released its locks.
 */
export function* inSteps<T>(call: () => T): Generator<unknown, T, unknown> {
  const later = new LaterWakes();
  const result = later.during(call);
  while (later.isBefore()) {
    yield SEAM.value;
    later.wakeNext();
  }
  return result;
}

/** The wakes that a call would have made. */
export class LaterWakes {
  readonly #wakes: (() => void)[] = [];

  during<T>(call: () => T): T {
    const outer = CONTEXT.later;
    CONTEXT.later = this.#wakes;
    try {
      return call();
    } finally {
      CONTEXT.later = outer;
    }
  }

  /** Whether there is another wake, before which the poll should pause. */
  isBefore(): boolean {
    if (this.#wakes.length === 0) return false;
    PAUSE.isBeforeWake = true;
    return true;
  }

  wakeNext(): void {
    this.#wakes.shift()?.();
  }
}

/** For a body that we wrote: other threads may act between the code before it and the code after it. */
export function* seam(): Generator<unknown, void, unknown> {
  yield SEAM.value;
}
