/** Threads outside the runtime. Models `std::thread::{spawn, sleep}` as far as a model with one real thread can. */
import { CONTEXT, onThread } from "../context.ts";
import { By } from "../trace/kinds.ts";
import { SEAM } from "./pause.ts";
import { blockThread } from "../time/instant.ts";

/** A thread that has run to its end by the time it can be joined. */
export interface ThreadJoinHandle<T> {
  join(): T;
}

/** Runs `f` immediately, as if on a thread that is joined immediately: it is outside every runtime, so its wakes come from outside. */
export function spawn<T>(f: () => T): ThreadJoinHandle<T> {
  const value = onThread(By.Foreign, null, f);
  CONTEXT.thread = "join";
  return { join: () => value };
}

/** `spawn(f).join()` for a body that can stop: others may act while the thread starts, and while it ends. */
export function* spawnAndJoin<T>(f: () => T): Generator<unknown, T, unknown> {
  CONTEXT.thread = "start";
  yield SEAM.value;
  const value = onThread(By.Foreign, null, f);
  yield SEAM.value;
  CONTEXT.thread = "join";
  yield SEAM.value;
  return value;
}

/** Blocks the thread, and so the worker, for `ms` of virtual time. */
export function sleep(ms: number): void {
  blockThread(ms);
}

/** `sleep` for a body that can stop: the rest of the same poll runs no earlier than the end of the sleep. */
export function* sleepHere(ms: number): Generator<unknown, void, unknown> {
  sleep(ms);
  yield SEAM.value;
}
