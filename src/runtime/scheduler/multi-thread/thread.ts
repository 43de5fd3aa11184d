/** A thread that runs a worker: its current poll, and the core that it loses in `block_in_place`. Models `Context` in tokio/src/runtime/scheduler/multi_thread/worker.rs, tokio 1.53.1. */
import { CONTEXT, UNCONSTRAINED } from "../../context.ts";
import type { SchedulerContext } from "../../context.ts";
import { LaterWakes, PAUSE } from "../../std/pause.ts";
import type { Waker } from "../../std/waker.ts";
import type { Phase, Task } from "../../task/task.ts";
import { Kind, Q } from "../../trace/kinds.ts";
import type { FastRand } from "../../util/rand.ts";
import { Defer } from "../defer.ts";
import type { Scheduler, Step } from "../scheduler.ts";
import type { Work } from "./interleaving.ts";
import type { Worker } from "./worker.ts";

export class WorkerThread implements SchedulerContext {
  readonly worker: Worker;
  readonly deferred = new Defer();
  /** From when it enters the runtime. */
  rng!: FastRand;
  /** Whether this thread still holds the worker's core. */
  hasCore = true;
  /** The virtual time, in ms, until which the code that it runs blocks it. */
  busyUntilMs = 0;
  /** Belongs to the current tick. */
  budget = UNCONSTRAINED;
  /** Another worker had the task that it last began to poll. */
  hasMoved = false;
  #task: Task | null = null;
  #phase: Phase = "over";
  readonly #later = new LaterWakes();
  #isBeforeWake = false;

  constructor(worker: Worker) {
    this.worker = worker;
  }

  /** `enter_runtime` */
  enter(): void {
    this.rng = this.worker.shared.handle.threadSeeds.nextRng();
  }

  get scheduler(): Scheduler {
    return this.worker.shared;
  }

  /** Without its core it is an ordinary thread. */
  get index(): number {
    return this.hasCore ? this.worker.index : -1;
  }

  /** Whether a poll has started on it and is not over. */
  get isPolling(): boolean {
    return this.#phase !== "over";
  }

  /** The task being polled; null when none is. */
  get polled(): number | null {
    return this.#task?.id ?? null;
  }

  get work(): Work {
    return this.#phase === "polling" ? "effect" : "transition";
  }

  get isAboutToWake(): boolean {
    return this.isPolling && this.#isBeforeWake;
  }

  poll(task: Task): void {
    if (this.worker.shared.isAlone) {
      this.#pollAlone(task);
      return;
    }
    this.hasMoved = task.lastOn !== this.worker.index;
    task.lastOn = this.worker.index;
    this.#task = task;
    this.#phase = task.start();
  }

  /** A single worker polls in one step: no other thread could act meanwhile, unless the poll gives the core to one. */
  #pollAlone(task: Task): void {
    CONTEXT.budget = this.budget;
    CONTEXT.oneStep = true;
    const phase = task.run();
    CONTEXT.oneStep = false;
    if (phase === "polling") {
      this.#task = task;
      this.#phase = phase;
      this.worker.shared.withoutCore.push(this);
    }
    this.#leave();
  }

  /** Makes the next step of the current poll. */
  pollOn(): Step {
    CONTEXT.budget = this.budget;
    PAUSE.isBeforeWake = false;
    this.#phase = (this.#task as Task).next(this.#phase, this.#later);
    this.#isBeforeWake = PAUSE.isBeforeWake;
    this.#leave();
    return "worked";
  }

  #leave(): void {
    this.budget = CONTEXT.budget;
    CONTEXT.budget = UNCONSTRAINED;
    if (CONTEXT.busyMs > 0) this.#block();
    CONTEXT.busyMs = 0;
    if (this.isPolling) return;
    this.#task = null;
    // "Core lost": this thread is no longer the worker, so no driver poll will wake what it deferred.
    if (!this.hasCore) this.deferred.wake();
  }

  #block(): void {
    const { handle } = this.worker.shared;
    this.busyUntilMs = handle.clock.nowMs + CONTEXT.busyMs;
    if (__TRACE__ && this.isPolling)
      handle.trace?.record(Kind.Block, this.index, (this.#task as Task).id, 0, 0);
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

  /** Runs `f` outside the runtime, while another thread runs this worker: `f` is one step, so the other takes the core before it. */
  blockInPlace<T>(f: () => T): T {
    if (this.hasCore) {
      this.giveCoreAway();
      this.worker.takeCore();
    }
    return outsideTheRuntime(f);
  }

  /** What `block_in_place` does before it blocks. */
  giveCoreAway(): void {
    if (!this.hasCore) return;
    this.deferred.wake();
    this.worker.lifoToRunQueue();
    this.hasCore = false;
    CONTEXT.oneStep = false;
    this.worker.handOff();
  }

  /** What it does afterwards: a thread that would take the core needs some time to start, and this one may be first. */
  takeCoreBack(): void {
    if (!this.hasCore && CONTEXT.busyMs === 0) this.hasCore = this.worker.takeBack(this);
  }
}

/** `exit_runtime`, and no budget: code that blocks anyway need not yield. */
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
