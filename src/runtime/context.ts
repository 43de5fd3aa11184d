/** The thread-local context: the runtime, worker and budget of the code that is running. Models tokio/src/runtime/context.rs, tokio 1.53.1. */
import type { Waker } from "./std/waker.ts";
import type { Handle } from "./handle.ts";
import type { Scheduler } from "./scheduler/scheduler.ts";
import { By, Kind } from "./trace/kinds.ts";
import { FastRand } from "./util/rand.ts";
import { Panic } from "./std/panic.ts";

/** What a thread that drives tasks can reach: its queues are inside, its defer list is here. */
export interface SchedulerContext {
  readonly scheduler: Scheduler;
  /** Index of the worker, for the trace. */
  readonly index: number;
  /** Wakes `waker` after the next driver poll, or immediately if there will be none. */
  defer(waker: Waker): void;
}

/** There is no budget: outside the runtime, under `unconstrained`, inside `block_in_place`. */
export const UNCONSTRAINED = -1;

/** The variables of one thread. There is one JavaScript thread, so the model swaps them when it simulates another thread. */
export const CONTEXT = {
  /** The current runtime: `spawn` spawns on it. */
  handle: null as Handle | null,
  /** Set only on a thread that holds a scheduler's core. */
  scheduler: null as SchedulerContext | null,
  /** Inside `block_on` or on a worker: a second `block_on` here must panic. */
  driving: false,
  budget: UNCONSTRAINED,
  /** Who is running: the id of the task being polled, or one of `By`. */
  source: By.Foreign as number,
  /** The thread's generator; `select` draws from it. Re-seeded whenever the thread enters a runtime. */
  rng: new FastRand(0, 1),
  /** How long this poll has blocked its thread so far (`std::thread::sleep`), in virtual ms. */
  busyMs: 0,
  /** Where wakes of tasks go that the running code will make in later steps; null: it makes them at once. */
  later: null as (() => void)[] | null,
  /** A single worker polls: nobody else acts until the poll is over or gives its core away, so it stops at no seam. */
  oneStep: false,
  /** The running code has just started a thread, or waited for one to end: real time passes, but no virtual time. */
  thread: null as "start" | "join" | null,
};

/** `Handle::current`
 * @throws Panic outside a runtime */
export function currentHandle(what: string): Handle {
  const handle = CONTEXT.handle;
  if (handle === null) {
    throw new Panic(
      `${what} must be called from the context of a runtime: there is no reactor running. ` +
        "Call it inside a future that block_on or spawn runs, or inside rt.enter(() => …)",
    );
  }
  return handle;
}

/** `context::defer`: adds to the scheduler's defer list; a thread without one (main on multi_thread) wakes immediately. */
export function defer(waker: Waker): void {
  if (CONTEXT.scheduler === null) waker.wakeByRef();
  else CONTEXT.scheduler.defer(waker);
}

/** Runs `f` as if on another thread, outside every runtime unless it is given a `handle` to enter. */
export function onThread<T>(source: number, handle: Handle | null, f: () => T): T {
  const saved = { ...CONTEXT };
  CONTEXT.handle = handle;
  CONTEXT.scheduler = null;
  CONTEXT.driving = false;
  CONTEXT.budget = UNCONSTRAINED;
  CONTEXT.source = source;
  CONTEXT.busyMs = 0;
  CONTEXT.later = null;
  CONTEXT.oneStep = false;
  try {
    return f();
  } finally {
    Object.assign(CONTEXT, saved);
  }
}

/** For the trace: why the current poll returns Pending. Use only behind `if (__TRACE__)`. */
export function traceWait(on: number, which: number): void {
  CONTEXT.handle?.trace?.record(Kind.Wait, CONTEXT.scheduler?.index ?? -1, CONTEXT.source, on, which);
}
