/** The multi_thread scheduler: the workers, what they share, and the choice of which thread steps next. Models `Handle` and `Shared` of tokio/src/runtime/scheduler/multi_thread/{mod,handle,worker}.rs, tokio 1.53.1. */
import { CONTEXT } from "../../context.ts";
import type { SchedulerContext } from "../../context.ts";
import type { Outside } from "../../blocking/outside.ts";
import type { Handle } from "../../handle.ts";
import { taskSnapshots } from "../../inspect.ts";
import type { Snapshot } from "../../inspect.ts";
import type { Task } from "../../task/task.ts";
import { Kind, Q } from "../../trace/kinds.ts";
import type { FastRand } from "../../util/rand.ts";
import { Inject } from "../inject.ts";
import type { MainFuture } from "../main-future.ts";
import type { RuntimeScheduler } from "../runtime-scheduler.ts";
import type { Step } from "../scheduler.ts";
import { Idle } from "./idle.ts";
import { AnyOrder, ChosenOrder } from "./interleaving.ts";
import type { Interleaving, Order, Work } from "./interleaving.ts";
import { MainThread } from "./main-thread.ts";
import { PlainMachine } from "./plain-machine.ts";
import { WorkerThread } from "./thread.ts";
import { Worker } from "./worker.ts";

export interface MultiThreadConfig {
  workers: number;
  globalQueueInterval: number;
  /** The virtual time that a worker's looks into the injection queue are tuned to; null leaves the interval as it is. */
  tuneToMs: number | null;
  eventInterval: number;
  lifoSlot: boolean;
  order: Order;
  /** How many threads run at a time, in the usual order. */
  processors: number;
}

function interleaving({ order, processors }: MultiThreadConfig, rand: FastRand): Interleaving<Runnable> {
  if (order === "any") return new AnyOrder(rand);
  return order === "usual" ? new PlainMachine(rand, processors) : new ChosenOrder(order);
}

/** Anything that can make a step. */
type Runnable = Worker | WorkerThread | MainThread | Outside;

/**
 * Each worker is a state machine: each of its steps is one atomic step in tokio. A seeded generator picks who steps
 * next, so every run is one that real threads might make, and you can repeat it. A poll takes one step for each of its
 * effects, as far as its future can stop between them. It takes no virtual time, except when it blocks.
 */
export class MultiThread implements RuntimeScheduler {
  readonly handle: Handle;
  readonly config: MultiThreadConfig;
  readonly inject = new Inject();
  readonly idle: Idle;
  readonly workers: readonly Worker[];
  /** Threads that gave their core away during a poll that they have not finished. */
  readonly withoutCore: WorkerThread[] = [];
  /** The worker that sleeps in the driver; the others sleep on their condvars. */
  driverOwner: Worker | null = null;
  #main: MainThread | null = null;
  /** Sleeping workers woken so far. */
  #notifications = 0;
  /** Chooses who steps next. The workers have their own random sequences. */
  readonly #interleaving: Interleaving<Runnable>;
  /** Reused at each step. */
  readonly #runnable: Runnable[] = [];

  constructor(handle: Handle, config: MultiThreadConfig) {
    this.handle = handle;
    this.config = config;
    this.idle = new Idle(config.workers);
    const cores = handle.coreSeeds;
    const rand = handle.interleavingSeeds.nextRng();
    this.#interleaving = interleaving(config, rand);
    this.workers = Array.from({ length: config.workers }, (_, i) => new Worker(i, this, cores.nextRng()));
  }

  /** One worker, and no thread without its core: while it polls, nothing else in the runtime moves. */
  get isAlone(): boolean {
    return this.workers.length === 1 && this.withoutCore.length === 0;
  }

  currentWorker(): number {
    return this.#currentThread()?.index ?? -1;
  }

  /** The running thread, if it is one of this runtime's workers. */
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
    if (!this.isAlone && task.lastOn === -1) task.lastOn = thread?.index ?? -1;
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
    (this.workers[index] as Worker).parker.notified = true;
    this.#notifications++;
  }

  /** The last searcher checks once more. It skips LIFO slots, because other workers cannot take from them. */
  notifyIfWorkPending(): void {
    if (this.workers.some((worker) => worker.runQueue.length > 0) || this.inject.length > 0)
      this.notifyParked();
  }

  nextTimerMs(): number {
    return this.handle.driver.wheel.nextExpirationTimeMs() ?? Infinity;
  }

  start(main: MainFuture<unknown> | null): void {
    this.#main = main === null ? null : new MainThread(this.handle, main, !this.isAlone);
  }

  finish(): void {
    this.#main = null;
  }

  /** Main's thread is not a worker: it parked on its own, and checks its flag when it continues. */
  wakeMain(): void {}

  mainContext(): SchedulerContext | null {
    return null;
  }

  step(): Step {
    const { clock, outside } = this.handle;
    const nowMs = clock.nowMs;
    const isDue = outside.nextAtMs() <= nowMs;
    if (isDue && this.isAlone) {
      outside.runDue(nowMs);
      return "worked";
    }
    if (isDue && outside.runAhead(nowMs)) return "worked";
    const main = this.#main?.isRunnable(nowMs) === true ? this.#main : null;
    if (main === null && this.isAlone) {
      const only = this.workers[0] as Worker;
      return only.isRunnable(nowMs) ? this.#stepAlone(only) : this.#advance();
    }
    const runnable = this.#runnable;
    // Setting the length to 0 would give the memory back.
    while (runnable.length > 0) runnable.pop();
    for (const worker of this.workers) if (worker.isRunnable(nowMs)) runnable.push(worker);
    for (const thread of this.withoutCore) if (thread.busyUntilMs <= nowMs) runnable.push(thread);
    if (main !== null) runnable.push(main);
    if (isDue) runnable.push(outside);
    if (runnable.length === 0) return this.#advance();
    const chosen = runnable[this.#interleaving.choose(runnable)] as Runnable;
    return this.#stepTimed(chosen);
  }

  /** Tells the interleaving what kind of step it was. */
  #stepTimed(who: Runnable): Step {
    const { metrics } = this.handle;
    const { spawned, steals } = metrics;
    const notifications = this.#notifications;
    const isWorker = who instanceof Worker;
    const worker = isWorker ? who : null;
    const thread = worker?.thread;
    let work: Work = worker?.work ?? "effect";
    CONTEXT.thread = null;
    const step = isWorker ? this.#stepWorker(who) : this.#stepOther(who);
    if (CONTEXT.thread !== null) work = CONTEXT.thread;
    else if (step === "parked") work = "park";
    else if (this.#notifications > notifications) work = "notify";
    else if (metrics.spawned > spawned) work = "spawn";
    else if (metrics.steals > steals) work = "steal";
    else if (step === "polled" && worker?.thread.hasMoved === true) work = "move";
    this.#interleaving.stepped(who, work);
    if (worker !== null) {
      if (thread !== worker.thread) this.#interleaving.goesOn(worker, thread as WorkerThread);
    } else if (who instanceof WorkerThread && who.hasCore) this.#interleaving.goesOn(who, who.worker);
    return step;
  }

  #stepAlone(only: Worker): Step {
    const step = this.#stepWorker(only);
    for (const thread of this.withoutCore) this.#interleaving.goesOn(only, thread);
    return step;
  }

  #stepOther(who: Exclude<Runnable, Worker>): Step {
    if (who instanceof WorkerThread) return this.#stepWithoutCore(who);
    if (who instanceof MainThread) return who.step();
    who.runNext();
    return "worked";
  }

  /** If a step throws, the code that drives the runtime restores the context. */
  #stepWorker(worker: Worker): Step {
    CONTEXT.scheduler = worker.thread;
    CONTEXT.rng = worker.thread.rng;
    const step = worker.step();
    CONTEXT.scheduler = null;
    return step;
  }

  /** It has its core again. */
  hasCore(thread: WorkerThread): void {
    const at = this.withoutCore.indexOf(thread);
    if (at !== -1) this.withoutCore.splice(at, 1);
  }

  #stepWithoutCore(thread: WorkerThread): Step {
    CONTEXT.scheduler = thread;
    CONTEXT.rng = thread.rng;
    const step = thread.pollOn();
    CONTEXT.scheduler = null;
    if (!thread.isPolling && !thread.hasCore) this.withoutCore.splice(this.withoutCore.indexOf(thread), 1);
    return step;
  }

  /** Every thread sleeps or is blocked: time advances to the first one that can continue. */
  #advance(): Step {
    const { clock, outside } = this.handle;
    const { nowMs } = clock;
    const held = (untilMs: number): number => (untilMs > nowMs ? untilMs : Infinity);
    let untilMs = Math.min(outside.nextAtMs(), this.driverOwner === null ? Infinity : this.nextTimerMs());
    for (const { thread } of this.workers) untilMs = Math.min(untilMs, held(thread.busyUntilMs));
    for (const thread of this.withoutCore) untilMs = Math.min(untilMs, held(thread.busyUntilMs));
    if (this.#main?.wants === true) untilMs = Math.min(untilMs, held(this.#main.busyUntilMs));
    if (untilMs === Infinity) return "stuck";
    clock.advanceTo(untilMs);
    return "advanced";
  }

  inspect(): Snapshot {
    const { handle } = this;
    const nowMs = handle.clock.nowMs;
    const main = this.#main?.future ?? null;
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
