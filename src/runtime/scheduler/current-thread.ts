/** The current_thread scheduler: one queue, one thread, and the main future beside the queue. Models tokio/src/runtime/scheduler/current_thread/mod.rs, tokio 1.53.1. */
import { CONTEXT } from "../context.ts";
import type { SchedulerContext } from "../context.ts";
import type { Handle } from "../handle.ts";
import type { Waker } from "../std/waker.ts";
import type { Task } from "../task/task.ts";
import { Kind, Q } from "../trace/kinds.ts";
import { VecDeque } from "../util/vec-deque.ts";
import { INITIAL_BUDGET } from "../task/coop.ts";
import { Defer } from "./defer.ts";
import { Inject } from "./inject.ts";
import { MainFuture } from "./main-future.ts";
import type { RuntimeScheduler } from "./runtime-scheduler.ts";
import type { Scheduler, Step } from "./scheduler.ts";
import { taskSnapshots, wakerId } from "../inspect.ts";
import type { Snapshot } from "../inspect.ts";

export interface CurrentThreadConfig {
  globalQueueInterval: number;
  eventInterval: number;
}

export class CurrentThread implements RuntimeScheduler, SchedulerContext {
  readonly handle: Handle;
  readonly config: CurrentThreadConfig;
  readonly index = 0;
  readonly inject = new Inject();
  readonly deferred = new Defer();
  /** `Core::tasks` */
  readonly tasks = new VecDeque<Task>();
  /** `Core::tick`; it never restarts, so the injection queue gets a turn every `globalQueueInterval` iterations. */
  tick = 0;
  main: MainFuture<unknown> | null = null;
  /** Iterations left before the driver is polled; 0 ends the batch, null means between batches. */
  #left: number | null = null;

  constructor(handle: Handle, config: CurrentThreadConfig) {
    this.handle = handle;
    this.config = config;
  }

  get scheduler(): Scheduler {
    return this;
  }

  currentWorker(): number {
    return CONTEXT.scheduler === this ? 0 : -1;
  }

  defer(waker: Waker): void {
    if (__TRACE__) this.handle.trace?.record(Kind.Push, 0, CONTEXT.source, Q.Defer, 0);
    this.deferred.defer(waker);
  }

  schedule(task: Task): void {
    if (CONTEXT.scheduler === this) {
      if (__TRACE__) this.#record(Kind.Push, task, Q.Run);
      this.tasks.pushBack(task);
    } else this.handle.inItsTime(() => this.#remote(task));
  }

  #remote(task: Task): void {
    if (__TRACE__) this.#record(Kind.Push, task, Q.Inject);
    this.inject.push(task);
    this.handle.driver.unpark();
  }

  /** `block_on` starts a fresh batch, and polls the main future before any task. */
  start(main: MainFuture<unknown> | null): void {
    this.main = main;
    this.#left = null;
  }

  /** Unlike multi_thread, current_thread polls the main future inside the scheduler's context. */
  mainContext(): SchedulerContext {
    return this;
  }

  /** The tasks stay where they are; the next `block_on` continues them. */
  finish(): void {
    this.main = null;
  }

  /** The main future's waker: it has no place in the queue, only this flag. */
  wakeMain(): void {
    if (CONTEXT.scheduler !== this) this.handle.driver.unpark();
  }

  /** One iteration of `CoreGuard::block_on`'s loops: a poll, or a park. */
  step(): Step {
    if (this.#left === null) {
      this.#left = this.config.eventInterval;
      const main = this.main;
      if (main !== null && main.woken) {
        CONTEXT.budget = INITIAL_BUDGET;
        const done = main.poll();
        this.#endPoll();
        return done ? "done" : "polled";
      }
    }
    if (this.#left === 0) {
      this.#left = null;
      return this.#parkYield();
    }
    this.#left--;
    this.tick++;
    if (__TRACE__) this.handle.trace?.record(Kind.Tick, 0, 0, this.tick, 0);
    const task = this.#nextTask();
    if (task === null) {
      this.#left = null;
      return this.#hasPendingWork() ? this.#parkYield() : this.#park();
    }
    CONTEXT.budget = INITIAL_BUDGET;
    task.run();
    this.#endPoll();
    return "polled";
  }

  #nextTask(): Task | null {
    if (this.tick % this.config.globalQueueInterval === 0) return this.#nextRemote() ?? this.#nextLocal();
    return this.#nextLocal() ?? this.#nextRemote();
  }

  #nextLocal(): Task | null {
    const task = this.tasks.popFront() ?? null;
    if (__TRACE__ && task !== null) this.#record(Kind.Pop, task, Q.Run);
    return task;
  }

  #nextRemote(): Task | null {
    const task = this.inject.pop();
    if (__TRACE__ && task !== null) this.#record(Kind.Pop, task, Q.Inject);
    return task;
  }

  #hasPendingWork(): boolean {
    return this.tasks.length > 0 || !this.deferred.isEmpty || this.main?.woken === true;
  }

  /** The scheduler has only this thread, but a thread of the blocking pool may be ahead. */
  isAhead(): boolean {
    return CONTEXT.busyMs > 0 && CONTEXT.scheduler !== this;
  }

  /** Time advances by as long as the poll blocked its thread. */
  #endPoll(): void {
    const busyMs = CONTEXT.busyMs;
    if (busyMs === 0) return;
    CONTEXT.busyMs = 0;
    const { clock, outside } = this.handle;
    clock.advanceTo(clock.nowMs + busyMs);
    outside.runDue(clock.nowMs);
  }

  #parkYield(): Step {
    if (__TRACE__) this.handle.trace?.record(Kind.ParkYield, 0, 0, 0, 0);
    this.handle.outside.runDue(this.handle.clock.nowMs);
    this.handle.driver.parkYield();
    this.deferred.wake();
    return "worked";
  }

  #park(): Step {
    if (!this.handle.driver.canWake()) return "stuck";
    this.handle.metrics.parks++;
    if (__TRACE__) this.handle.trace?.record(Kind.Park, 0, 0, 0, 0);
    this.handle.driver.park();
    this.deferred.wake();
    if (__TRACE__) this.handle.trace?.record(Kind.Unpark, 0, 0, 0, 0);
    return "advanced";
  }

  inspect(): Snapshot {
    const { handle, main } = this;
    return {
      nowMs: handle.clock.nowMs,
      main: main === null ? null : { woken: main.woken, polls: main.polls },
      workers: [
        {
          index: 0,
          tick: this.tick,
          doing: this.#left === null ? "poll main" : this.#left === 0 ? "park_yield" : "next_task",
          busyUntilMs: null,
          lifoSlot: null,
          runQueue: this.tasks.toArray().map((task) => task.id),
          deferred: this.deferred.toArray().map(wakerId),
          holding: null,
          searching: false,
          parked: false,
        },
      ],
      inject: this.inject.toArray().map((task) => task.id),
      sleepers: [],
      blocking: { queued: handle.blocking.queued.map((task) => task.id), running: handle.blocking.running },
      timers: { count: handle.driver.wheel.length, nextMs: handle.driver.wheel.nextExpirationTimeMs() },
      tasks: taskSnapshots(handle),
    };
  }

  #record(kind: Kind, task: Task, queue: number): void {
    if (__TRACE__) this.handle.trace?.record(kind, this.currentWorker(), task.id, queue, 0);
  }
}
