/** The thread that runs a worker, and loses the worker's core in `block_in_place`. Models `Context` in tokio/src/runtime/scheduler/multi_thread/worker.rs, tokio 1.53.1. */
import { CONTEXT, UNCONSTRAINED } from "../../context.ts";
import type { SchedulerContext } from "../../context.ts";
import type { Waker } from "../../std/waker.ts";
import { Kind, Q } from "../../trace/kinds.ts";
import type { FastRand } from "../../util/rand.ts";
import { Defer } from "../defer.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Worker } from "./worker.ts";

export class WorkerThread implements SchedulerContext {
  readonly worker: Worker;
  readonly deferred = new Defer();
  readonly rng: FastRand;
  /** Whether this thread still holds the worker's core. */
  hasCore = true;

  constructor(worker: Worker) {
    this.worker = worker;
    this.rng = worker.shared.handle.threadSeeds.nextRng();
  }

  get scheduler(): Scheduler {
    return this.worker.shared;
  }

  get index(): number {
    return this.worker.index;
  }

  /** Without a core there is no driver poll to wait for. */
  defer(waker: Waker): void {
    if (!this.hasCore) {
      waker.wakeByRef();
      return;
    }
    if (__TRACE__) this.worker.record(Kind.Push, CONTEXT.source, Q.Defer, 0);
    this.deferred.defer(waker);
  }

  /**
   * Runs `f` outside of the runtime, while another thread runs this worker. In virtual time `f` lasts as long as it
   * blocks: if it did at all, the core is gone, and the rest of this poll does without; if not, it is taken back.
   */
  blockInPlace<T>(f: () => T): T {
    if (!this.hasCore) return outsideTheRuntime(f);
    const { worker } = this;
    this.deferred.wake();
    worker.lifoToRunQueue();
    this.hasCore = false;
    const busyMs = CONTEXT.busyMs;
    try {
      return outsideTheRuntime(f);
    } finally {
      if (CONTEXT.busyMs === busyMs) this.hasCore = true;
      else worker.handOff(busyMs);
    }
  }
}

/** `exit_runtime`, and no budget: what blocks anyway need not yield. */
export function outsideTheRuntime<T>(f: () => T): T {
  const { budget, driving } = CONTEXT;
  CONTEXT.budget = UNCONSTRAINED;
  CONTEXT.driving = false;
  try {
    return f();
  } finally {
    CONTEXT.budget = budget;
    CONTEXT.driving = driving;
  }
}
