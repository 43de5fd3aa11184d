/** The thread-local context: which runtime, which worker and which budget the code now running belongs to. Models tokio/src/runtime/context.rs, tokio 1.53.1. */
import type { Waker } from "./std/waker.ts";
import type { Handle } from "./handle.ts";
import type { Scheduler } from "./scheduler/scheduler.ts";
import { By, Kind } from "./trace/kinds.ts";
import { FastRand } from "./util/rand.ts";
import { Panic } from "./std/panic.ts";

/** What a thread that drives tasks has at hand: its queues are inside, its defer list is here. */
export interface SchedulerContext {
  readonly scheduler: Scheduler;
  /** Index of the worker, for the trace. */
  readonly index: number;
  /** Wakes `waker` after the next driver poll, or at once where there will be none. */
  defer(waker: Waker): void;
}

/** No budget is kept: outside the runtime, under `unconstrained`, inside `block_in_place`. */
export const UNCONSTRAINED = -1;

/** One thread's variables. There is one JavaScript thread, so the model swaps them when it plays another thread. */
export const CONTEXT = {
  /** The runtime entered: where `spawn` goes. */
  handle: null as Handle | null,
  /** Set only on a thread that holds a scheduler's core. */
  scheduler: null as SchedulerContext | null,
  /** Inside `block_on`, or a worker: a second `block_on` here must panic. */
  driving: false,
  budget: UNCONSTRAINED,
  /** Who is running: the id of the task being polled, or one of `By`. */
  source: By.Foreign as number,
  /** The thread's generator; `select` draws from it. Re-seeded whenever the thread enters a runtime. */
  rng: new FastRand(0, 1),
  /** Virtual ms for which this poll, so far, has held its thread (`std::thread::sleep`). */
  busyMs: 0,
  /** Threads that were started and joined since somebody last looked: they take time, though none of virtual time. */
  startedThreads: 0,
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

/** `context::defer`: to the scheduler's defer list; a thread without one (main on multi_thread) wakes at once. */
export function defer(waker: Waker): void {
  if (CONTEXT.scheduler === null) waker.wakeByRef();
  else CONTEXT.scheduler.defer(waker);
}

/** Plays `f` on another thread: one outside every runtime, unless it is given a `handle` to enter. */
export function onThread<T>(source: number, handle: Handle | null, f: () => T): T {
  const saved = { ...CONTEXT };
  CONTEXT.handle = handle;
  CONTEXT.scheduler = null;
  CONTEXT.driving = false;
  CONTEXT.budget = UNCONSTRAINED;
  CONTEXT.source = source;
  CONTEXT.busyMs = 0;
  try {
    return f();
  } finally {
    Object.assign(CONTEXT, saved);
  }
}

/** For the trace: why the poll under way answers Pending. Behind `if (__TRACE__)` only. */
export function traceWait(on: number, which: number): void {
  CONTEXT.handle?.trace?.record(Kind.Wait, CONTEXT.scheduler?.index ?? -1, CONTEXT.source, on, which);
}
