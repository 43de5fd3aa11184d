/** The multi_thread scheduler: workers, what they share, and the choice of who goes next. Models `Handle` and `Shared` of tokio/src/runtime/scheduler/multi_thread/{mod,handle,worker}.rs, tokio 1.53.1. */
import { CONTEXT, UNCONSTRAINED } from "../../context.ts";
import type { SchedulerContext } from "../../context.ts";
import type { Handle } from "../../handle.ts";
import { taskSnapshots } from "../../inspect.ts";
import type { Snapshot } from "../../inspect.ts";
import { INITIAL_BUDGET } from "../../task/coop.ts";
import type { Task } from "../../task/task.ts";
import { Kind, Q } from "../../trace/kinds.ts";
import type { FastRand } from "../../util/rand.ts";
import { Inject } from "../inject.ts";
import type { MainFuture } from "../main-future.ts";
import type { RuntimeScheduler } from "../runtime-scheduler.ts";
import type { Step } from "../scheduler.ts";
import { Idle } from "./idle.ts";
import { WorkerThread } from "./thread.ts";
import { Worker } from "./worker.ts";

export interface MultiThreadConfig {
  workers: number;
  globalQueueInterval: number;
  eventInterval: number;
  lifoSlot: boolean;
}

/**
 * Each worker is a machine whose step is one atomic step of tokio's; a seeded generator picks who steps next, so every
 * run is one that real threads might make, and can be made again. Polls take no virtual time, except for what they block.
 */
export class MultiThread implements RuntimeScheduler {
  readonly handle: Handle;
  readonly config: MultiThreadConfig;
  readonly inject = new Inject();
  readonly idle: Idle;
  readonly workers: readonly Worker[];
  /** The worker that sleeps in the driver; the others sleep on their condvars. */
  driverOwner: Worker | null = null;
  #main: MainFuture<unknown> | null = null;
  #mainBusyUntilMs = 0;
  /** Chooses who steps next. The workers have sequences of their own. */
  readonly #interleaving: FastRand;
  /** Reused at each step. */
  readonly #runnable: Worker[] = [];

  constructor(handle: Handle, config: MultiThreadConfig) {
    this.handle = handle;
    this.config = config;
    this.idle = new Idle(config.workers);
    const cores = handle.coreSeeds;
    this.#interleaving = handle.interleavingSeeds.nextRng();
    this.workers = Array.from({ length: config.workers }, (_, i) => new Worker(i, this, cores.nextRng()));
  }

  currentWorker(): number {
    return this.#currentThread()?.index ?? -1;
  }

  /** The thread now running, if it is one of this runtime's workers. */
  #currentThread(): WorkerThread | null {
    const context = CONTEXT.scheduler;
    return context instanceof WorkerThread && context.worker.shared === this ? context : null;
  }

  /** `schedule_task` */
  schedule(task: Task, isYield: boolean): void {
    const thread = this.#currentThread();
    // The common case makes no closure.
    if (CONTEXT.busyMs === 0) this.#schedule(thread, task, isYield);
    else this.handle.inItsTime(() => this.#schedule(thread, task, isYield));
  }

  #schedule(thread: WorkerThread | null, task: Task, isYield: boolean): void {
    if (thread !== null && thread.hasCore) thread.worker.schedule(task, isYield);
    else this.#remote(task);
  }

  isAhead(): boolean {
    return CONTEXT.busyMs > 0;
  }

  #remote(task: Task): void {
    this.pushRemoteTask(task);
    this.notifyParked();
  }

  pushRemoteTask(task: Task): void {
    if (__TRACE__) this.handle.trace?.record(Kind.Push, this.currentWorker(), task.id, Q.Inject, 0);
    this.inject.push(task);
  }

  /** `notify_parked_local` and `notify_parked_remote` */
  notifyParked(): void {
    const index = this.idle.workerToNotify();
    if (index === null) return;
    if (__TRACE__) this.handle.trace?.record(Kind.Notify, this.currentWorker(), 0, index, 0);
    (this.workers[index] as Worker).notified = true;
  }

  /** The last searcher looks once more. LIFO slots are not looked at: nobody could take from them. */
  notifyIfWorkPending(): void {
    if (this.workers.some((worker) => worker.runQueue.length > 0) || this.inject.length > 0)
      this.notifyParked();
  }

  nextTimerMs(): number {
    return this.handle.driver.wheel.nextExpirationTimeMs() ?? Infinity;
  }

  start(main: MainFuture<unknown> | null): void {
    this.#main = main;
    this.#mainBusyUntilMs = 0;
  }

  finish(): void {
    this.#main = null;
  }

  /** Main's thread is not a worker: it was parked by itself, and looks at its flag when it goes on. */
  wakeMain(): void {}

  mainContext(): SchedulerContext | null {
    return null;
  }

  step(): Step {
    const { clock, outside } = this.handle;
    const nowMs = clock.nowMs;
    if (outside.nextAtMs() <= nowMs) {
      outside.runDue(nowMs);
      return "worked";
    }
    const main =
      this.#main !== null && this.#main.woken && this.#mainBusyUntilMs <= nowMs ? this.#main : null;
    if (main === null && this.workers.length === 1) {
      const only = this.workers[0] as Worker;
      return only.isRunnable(nowMs) ? this.#stepWorker(only) : this.#advance();
    }
    const runnable = this.#runnable;
    runnable.length = 0;
    for (const worker of this.workers) if (worker.isRunnable(nowMs)) runnable.push(worker);
    const choices = runnable.length + (main === null ? 0 : 1);
    if (choices === 0) return this.#advance();
    const choice = choices === 1 ? 0 : this.#interleaving.fastrandN(choices);
    const worker = runnable[choice];
    return worker === undefined ? this.#pollMain(main as MainFuture<unknown>) : this.#stepWorker(worker);
  }

  /** Whoever drives the runtime puts the context back if a step throws. */
  #stepWorker(worker: Worker): Step {
    CONTEXT.scheduler = worker.thread;
    CONTEXT.rng = worker.thread.rng;
    const step = worker.step();
    CONTEXT.scheduler = null;
    return step;
  }

  #pollMain(main: MainFuture<unknown>): Step {
    CONTEXT.budget = INITIAL_BUDGET;
    CONTEXT.rng = main.rng;
    const done = main.poll();
    CONTEXT.budget = UNCONSTRAINED;
    this.#mainBusyUntilMs = this.handle.clock.nowMs + CONTEXT.busyMs;
    CONTEXT.busyMs = 0;
    return done ? "done" : "polled";
  }

  /** Everybody sleeps or is held: time goes on to the first who will not be. */
  #advance(): Step {
    const { clock, outside } = this.handle;
    let untilMs = Math.min(outside.nextAtMs(), this.driverOwner === null ? Infinity : this.nextTimerMs());
    for (const worker of this.workers) {
      if (worker.busyUntilMs > clock.nowMs) untilMs = Math.min(untilMs, worker.busyUntilMs);
    }
    if (this.#main?.woken === true) untilMs = Math.min(untilMs, this.#mainBusyUntilMs);
    if (untilMs === Infinity) return "stuck";
    clock.advanceTo(untilMs);
    return "advanced";
  }

  inspect(): Snapshot {
    const { handle } = this;
    const nowMs = handle.clock.nowMs;
    const main = this.#main;
    return {
      nowMs,
      main: main === null ? null : { woken: main.woken, polls: main.polls },
      workers: this.workers.map((worker) => worker.inspect(nowMs)),
      inject: this.inject.toArray().map((task) => task.id),
      blocking: { queued: handle.blocking.queued.map((task) => task.id), running: handle.blocking.running },
      sleepers: [...this.idle.sleepers],
      timers: { count: handle.driver.wheel.length, nextMs: handle.driver.wheel.nextExpirationTimeMs() },
      tasks: taskSnapshots(handle),
    };
  }
}
