/** `Runtime`: owns a scheduler and drives it. Models tokio/src/runtime/runtime.rs, tokio 1.53.1. */
import { CONTEXT } from "./context.ts";
import { ParkedForever } from "./errors.ts";
import type { Handle, Metrics } from "./handle.ts";
import { parkedTasks } from "./inspect.ts";
import type { Snapshot } from "./inspect.ts";
import type { RuntimeScheduler } from "./scheduler/runtime-scheduler.ts";
import { MainFuture } from "./scheduler/main-future.ts";
import type { Step } from "./scheduler/scheduler.ts";
import { isFuture } from "./std/future.ts";
import type { Future } from "./std/future.ts";
import { Panic } from "./std/panic.ts";
import { describe } from "./std/poll.ts";
import type { JoinHandle } from "./task/join-handle.ts";
import type { TraceRing } from "./trace/ring.ts";
import { By } from "./trace/kinds.ts";

/** Runs futures. `Builder` makes it. */
export class Runtime {
  /** `Runtime::handle`: spawns on this runtime, from anywhere. */
  readonly handle: Handle;
  readonly #scheduler: RuntimeScheduler;

  constructor(handle: Handle, scheduler: RuntimeScheduler) {
    this.handle = handle;
    this.#scheduler = scheduler;
  }

  /**
   * Runs `future` to completion, along with everything else that is ready.
   * @throws ParkedForever when nothing is left that could wake it
   * @throws PollLimit when the number of polls exceeds the builder's limit
   * @throws whatever the future throws
   */
  blockOn<T>(future: Future<T>): T {
    const drive = this.drive(future);
    drive.finish();
    if (drive.output === null) throw new ParkedForever(parkedTasks(this.handle, drive.main), this.now());
    return drive.output.value;
  }

  /** `Runtime::spawn`. On current_thread nothing runs before `blockOn`, `drive` or `runUntilParked`. */
  spawn<T>(future: Future<T>): JoinHandle<T> {
    return this.handle.spawn(future);
  }

  /** Runs a closure on the blocking pool. */
  spawnBlocking<T>(f: () => T): JoinHandle<T> {
    return this.handle.blocking.spawnBlocking(f);
  }

  /** Lets `f` spawn and create sleeps, like `let _guard = rt.enter()`. */
  enter<T>(f: () => T): T {
    return this.handle.enter(f);
  }

  /** Runs until nothing can run any more; time advances as needed. */
  runUntilParked(): void {
    this.drive(null).finish();
  }

  /** The same, one model step at a time, for pictures. `future` is the one of `block_on`; null drives only the spawned tasks. */
  drive<T>(future: Future<T> | null): Drive<T> {
    if (CONTEXT.driving) {
      throw new Panic(
        "Cannot start a runtime from within a runtime: this thread is already driving tasks, and blocking it would stop them. " +
          "Await the future instead, or spawn it",
      );
    }
    if (this.handle.driven) {
      throw new Panic(
        "this runtime is already being driven, further up the stack; the model has only one real thread, so block_on from a " +
          "blocking thread is the one thing of tokio's that it cannot play. Await the future in a task instead",
      );
    }
    if (future !== null && !isFuture(future)) {
      throw new Panic(`block_on(): expected a Future, got ${describe(future)}`);
    }
    return new Drive(this.handle, this.#scheduler, future);
  }

  /** Virtual ms since the runtime was built. */
  now(): number {
    return this.handle.clock.nowMs;
  }

  /** Every queue, worker and task, as they are now. */
  inspect(): Snapshot {
    return this.#scheduler.inspect();
  }

  /** Counts of what has happened so far. */
  get metrics(): Readonly<Metrics> {
    return this.handle.metrics;
  }

  /** Where its events go, if the builder was given a ring. */
  get trace(): TraceRing | null {
    return this.handle.trace;
  }

  /** Does what dropping a runtime does: drops every task's future at its current await; none is polled again. */
  shutdown(): void {
    this.handle.enter(() => this.handle.owned.closeAndShutdownAll());
  }
}

/** A `block_on` in progress. */
export class Drive<T> {
  readonly #handle: Handle;
  readonly #scheduler: RuntimeScheduler;
  readonly main: MainFuture<T> | null;
  #ended = false;

  constructor(handle: Handle, scheduler: RuntimeScheduler, future: Future<T> | null) {
    this.#handle = handle;
    this.#scheduler = scheduler;
    this.main = future === null ? null : new MainFuture(handle, future, () => scheduler.wakeMain());
    scheduler.start(this.main as MainFuture<unknown> | null);
  }

  /** The future's output, once it exists. */
  get output(): { readonly value: T } | null {
    return this.main?.output ?? null;
  }

  /** Makes one step. After `done` there are no more; after `stuck` there are none until something wakes or spawns a task. */
  step(): Step {
    if (this.#ended) return "done";
    return this.#inside(() => this.#scheduler.step());
  }

  /**
   * Makes up to `maxSteps` steps, but none once virtual time is past `untilMs`.
   * @returns the result of the last step; "worked" when no step was made
   */
  advance(untilMs: number, maxSteps: number): Step {
    if (this.#ended) return "done";
    const { clock } = this.#handle;
    return this.#inside(() => {
      let step: Step = "worked";
      for (let i = 0; i < maxSteps && clock.nowMs <= untilMs; i++) {
        step = this.#scheduler.step();
        if (step === "done" || step === "stuck") break;
      }
      return step;
    });
  }

  /** Makes steps until done or stuck. */
  finish(): void {
    if (this.#ended) return;
    this.#inside(() => {
      const scheduler = this.#scheduler;
      for (;;) {
        const step = scheduler.step();
        if (step === "done" || step === "stuck") return step;
      }
    });
  }

  #inside(run: () => Step): Step {
    const outer = { ...CONTEXT };
    CONTEXT.handle = this.#handle;
    CONTEXT.scheduler = this.#scheduler.mainContext();
    CONTEXT.driving = true;
    this.#handle.driven = true;
    CONTEXT.source = By.Foreign;
    CONTEXT.busyMs = 0;
    if (this.main !== null) CONTEXT.rng = this.main.rng;
    let step: Step = "done";
    try {
      step = run();
      return step;
    } finally {
      Object.assign(CONTEXT, outer);
      this.#handle.driven = false;
      // Done, or unwinding: either way this block_on is over.
      if (step === "done") {
        this.#ended = true;
        this.#scheduler.finish();
      }
    }
  }
}
