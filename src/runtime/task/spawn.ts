/** `spawn` and `spawn_blocking`, on the current runtime. Models tokio/src/task/{spawn,blocking}.rs, tokio 1.53.1. */
import { currentHandle } from "../context.ts";
import type { Future } from "../std/future.ts";
import type { JoinHandle } from "./join-handle.ts";

/** @throws Panic outside a runtime */
export function spawn<T>(future: Future<T>): JoinHandle<T> {
  return currentHandle("spawn()").spawn(future);
}

/** @throws Panic outside a runtime */
export function spawnBlocking<T>(f: () => T): JoinHandle<T> {
  return currentHandle("spawnBlocking()").blocking.spawnBlocking(f);
}

/** The same, for a body that can stop: others see each effect at its own time. */
export function spawnBlockingOn<T>(body: () => Generator<unknown, T, unknown>): JoinHandle<T> {
  return currentHandle("spawnBlockingOn()").blocking.spawnBlockingOn(body);
}
