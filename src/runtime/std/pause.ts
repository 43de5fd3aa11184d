/** Pausing inside a poll: other threads may act between two effects of a task, and a generator can wait for them there. */
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

/** For a body that we wrote: other threads may act between the code before it and the code after it. */
export function* seam(): Generator<unknown, void, unknown> {
  yield SEAM.value;
}
