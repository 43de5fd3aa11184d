/** `Handle`: what a runtime's schedulers, drivers and tasks share. Models tokio/src/runtime/handle.rs and scheduler/mod.rs, tokio 1.53.1. */
import { BlockingPool } from "./blocking/pool.ts";
import { Outside } from "./blocking/outside.ts";
import { CONTEXT, onThread, UNCONSTRAINED } from "./context.ts";
import { EndsRun, PollLimit } from "./errors.ts";
import type { Scheduler } from "./scheduler/scheduler.ts";
import { isFuture } from "./std/future.ts";
import type { Future } from "./std/future.ts";
import { Panic } from "./std/panic.ts";
import { describe } from "./std/poll.ts";
import { JoinHandle } from "./task/join-handle.ts";
import { OwnedTasks } from "./task/owned.ts";
import { Task } from "./task/task.ts";
import { Clock } from "./time/clock.ts";
import { TimeDriver } from "./time/driver.ts";
import { By, Kind } from "./trace/kinds.ts";
import type { TraceRing } from "./trace/ring.ts";
import { RngSeedGenerator } from "./util/rand.ts";

/** Called with what a task threw, like the hook of `std::panic::set_hook`. */
export type PanicHook = (payload: unknown, task: number) => void;

export interface HandleOptions {
  trace: TraceRing | null;
  maxPolls: number;
  maxBlockingThreads: number;
  panicHook: PanicHook | null;
  /** Two words. */
  seed: readonly [number, number];
}

/** What a runtime has done so far; always counted, because an increment is cheaper than a check. */
export interface Metrics {
  /** Polls of tasks and of the main future. */
  polls: number;
  /** Calls of wake on task wakers, whether or not they had an effect. */
  wakes: number;
  spawned: number;
  parks: number;
  steals: number;
  overflows: number;
}

export class Handle {
  scheduler!: Scheduler;
  readonly trace: TraceRing | null;
  readonly clock: Clock;
  readonly outside = new Outside();
  readonly driver: TimeDriver;
  readonly owned = new OwnedTasks();
  readonly blocking: BlockingPool;
  /** For the workers' cores, in index order. */
  readonly coreSeeds: RngSeedGenerator;
  /** For each thread that enters the runtime, in order of entry. */
  readonly threadSeeds: RngSeedGenerator;
  /** Not in tokio: chooses who steps next. */
  readonly interleavingSeeds: RngSeedGenerator;
  #resources = 0;
  /** True while a call drives this runtime: all of the model's threads run inside that one call. */
  driven = false;
  readonly metrics: Metrics = { polls: 0, wakes: 0, spawned: 0, parks: 0, steals: 0, overflows: 0 };
  readonly #maxPolls: number;
  readonly #panicHook: PanicHook | null;

  constructor(options: HandleOptions) {
    this.trace = options.trace;
    this.clock = new Clock(options.trace);
    this.driver = new TimeDriver(this.clock, this.outside, options.trace);
    this.blocking = new BlockingPool(this, options.maxBlockingThreads);
    const seeds = new RngSeedGenerator(options.seed[0], options.seed[1]);
    this.coreSeeds = seeds.nextGenerator();
    this.threadSeeds = seeds.nextGenerator();
    this.interleavingSeeds = seeds.nextGenerator();
    this.#maxPolls = options.maxPolls;
    this.#panicHook = options.panicHook;
  }

  /** `Handle::spawn`: callable from anywhere. The calling thread determines the queue. */
  spawn<T>(future: Future<T>): JoinHandle<T> {
    if (!isFuture(future)) {
      throw new Panic(
        `spawn(): expected a Future, got ${describe(future)}; wrap the work in asyncBlock(function* () { … })`,
      );
    }
    const task = new Task<T>(++this.metrics.spawned, future, this.scheduler);
    if (__TRACE__) this.trace?.record(Kind.Spawn, this.scheduler.currentWorker(), task.id, CONTEXT.source, 0);
    const handle = new JoinHandle(task);
    if (this.owned.closed) {
      task.shutdown();
      return handle;
    }
    this.owned.bind(task as Task);
    this.scheduler.schedule(task as Task, false);
    return handle;
  }

  /** Numbers channels, locks and the like, for the trace. */
  nextResource(): number {
    return ++this.#resources;
  }

  /** `Handle::enter`: `f` may spawn and sleep, but does not run on a worker. */
  enter<T>(f: () => T): T {
    const outer = CONTEXT.handle;
    CONTEXT.handle = this;
    try {
      return f();
    } finally {
      CONTEXT.handle = outer;
    }
  }

  /** Runs, at the running thread's own time, an effect that other threads must not see earlier. */
  inItsTime(act: () => void): void {
    if (CONTEXT.busyMs === 0) {
      act();
      return;
    }
    const { scheduler, source } = CONTEXT;
    this.outside.ahead(this.clock.nowMs + CONTEXT.busyMs, () => {
      const outer = { ...CONTEXT };
      Object.assign(CONTEXT, { scheduler, source, busyMs: 0, budget: UNCONSTRAINED });
      try {
        act();
      } finally {
        Object.assign(CONTEXT, outer);
      }
    });
  }

  /** @throws PollLimit when the number of polls exceeds the builder's limit */
  countPoll(): void {
    if (++this.metrics.polls > this.#maxPolls) throw new PollLimit(this.#maxPolls);
  }

  /** Errors that end the whole run, not only the task being polled. */
  isFatal(error: unknown): boolean {
    return error instanceof EndsRun;
  }

  panicked(payload: unknown, task: number): void {
    const hook = this.#panicHook;
    if (hook !== null) onThread(By.Foreign, null, () => hook(payload, task));
  }
}
