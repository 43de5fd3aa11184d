/** `block_in_place`: blocks the current thread, after giving the worker away. Models `block_in_place` of tokio/src/runtime/scheduler/multi_thread/worker.rs, tokio 1.53.1. */
import { CONTEXT, UNCONSTRAINED } from "../context.ts";
import { SEAM } from "../std/pause.ts";
import { outsideTheRuntime, WorkerThread } from "../scheduler/multi-thread/thread.ts";
import { Panic } from "../std/panic.ts";

/** @throws Panic on a current_thread runtime, which has no other thread to continue on */
export function blockInPlace<T>(f: () => T): T {
  const thread = workerThread();
  return thread === null ? outsideTheRuntime(f) : thread.blockInPlace(f);
}

/** The same, for a body that can stop: others see each effect at its own time. */
export function* blockInPlaceOn<T>(
  body: () => Generator<unknown, T, unknown>,
): Generator<unknown, T, unknown> {
  const thread = workerThread();
  thread?.giveCoreAway();
  const { budget } = CONTEXT;
  CONTEXT.budget = UNCONSTRAINED;
  yield SEAM.value;
  try {
    return yield* body();
  } finally {
    CONTEXT.budget = budget;
    if (CONTEXT.scheduler === thread) thread?.takeCoreBack();
  }
}

function workerThread(): WorkerThread | null {
  const context = CONTEXT.scheduler;
  if (context === null || context instanceof WorkerThread) return context;
  throw new Panic(
    "can call blocking only when running on the multi-threaded runtime: on current_thread use spawnBlocking instead",
  );
}
