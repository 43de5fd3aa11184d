/** Stopping inside a poll: between two effects of a task other threads may act, and a generator can wait for them there. */
import type { Future } from "./future.ts";
import type { Poll } from "./poll.ts";
import type { Context } from "./waker.ts";

/** The answer of a poll that has stopped at a seam and is not over. Only whoever asked with `ADVANCE` sees it. */
export const PAUSED = Symbol("paused inside a poll");

/** Polls up to the next seam. `poll` itself never stops. */
export const ADVANCE = Symbol("advance to the next seam");

/**
 * What a generator yields where its poll may stop. Told by its value: JavaScriptCore's `yield*` makes a new object
 * around it, and a compiler can write a string into a script.
 */
export const SEAM: IteratorYieldResult<string> = { done: false, value: "a seam inside a poll" };

export interface Pausable<T> extends Future<T> {
  /** Called again after PAUSED, it goes on in the same poll. */
  [ADVANCE](cx: Context): Poll<T> | typeof PAUSED;
}

export function isPausable<T>(future: Future<T>): future is Pausable<T> {
  return ADVANCE in future;
}

/** For a body written by us: between what stands before it and after it others may act. */
export function* seam(): Generator<unknown, void, unknown> {
  yield SEAM.value;
}
