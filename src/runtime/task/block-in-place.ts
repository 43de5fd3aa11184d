/** `block_in_place`: blocks where it stands, after giving the worker away. Models `block_in_place` of tokio/src/runtime/scheduler/multi_thread/worker.rs, tokio 1.53.1. */
import { CONTEXT } from "../context.ts";
import { outsideTheRuntime, WorkerThread } from "../scheduler/multi-thread/thread.ts";
import { Panic } from "../std/panic.ts";

/** @throws Panic on a current_thread runtime, which has no other thread to go on with */
export function blockInPlace<T>(f: () => T): T {
  const context = CONTEXT.scheduler;
  if (context instanceof WorkerThread) return context.blockInPlace(f);
  if (context !== null) {
    throw new Panic(
      "can call blocking only when running on the multi-threaded runtime: on current_thread use spawnBlocking instead",
    );
  }
  return outsideTheRuntime(f);
}
