/** A worker: its core and its loop, as a state machine whose steps are tokio's atomic steps. Models tokio/src/runtime/scheduler/multi_thread/{worker,park}.rs, tokio 1.53.1. */
import { CONTEXT } from "../../context.ts";
import type { WorkerSnapshot } from "../../inspect.ts";
import { wakerId } from "../../inspect.ts";
import { INITIAL_BUDGET } from "../../task/coop.ts";
import type { Task } from "../../task/task.ts";
import { Kind, Q } from "../../trace/kinds.ts";
import type { FastRand } from "../../util/rand.ts";
import type { Step } from "../scheduler.ts";
import type { Work } from "./interleaving.ts";
import type { MultiThread } from "./multi-thread.ts";
import { Parker } from "./park.ts";
import type { ParkState } from "./park.ts";
import { LOCAL_QUEUE_CAPACITY, LocalQueue } from "./queue.ts";
import { Stats } from "./stats.ts";
import { WorkerThread } from "./thread.ts";

/** After this many polls from the LIFO slot in one tick the slot closes, so that two tasks that wake each other cannot starve the rest. */
const MAX_LIFO_POLLS_PER_TICK = 3;

/** What the next step does. */
type State =
  | "take_core"
  | "tick"
  | "next_task"
  | "inject_pop_n"
  | "run_task"
  | "poll_task"
  | "lifo_slot"
  | "steal_work"
  | "steal_into"
  | "next_remote_task"
  | ParkState;

export class Worker {
  readonly index: number;
  readonly shared: MultiThread;
  readonly runQueue = new LocalQueue();
  lifoSlot: Task | null = null;
  readonly parker: Parker = new Parker(this);
  thread: WorkerThread;
  #state: State = "tick";
  #tick = 0;
  #lifoEnabled: boolean;
  #lifoPolls = 0;
  #globalQueueInterval: number;
  /** Null where the interval does not change. */
  readonly #stats: Stats | null;
  isSearching = false;
  /** The task that `run_task` is about to poll. */
  #next: Task | null = null;
  /** The length of the injection queue when last checked; the worker locks it only afterwards. */
  #injectLength = 0;
  /** Where the search for a victim began, and how far it has got. */
  #stealStart = 0;
  #stealAt = 0;
  /** The thread that gave the core away last. */
  #givenBy: WorkerThread | null = null;
  readonly #rand: FastRand;

  constructor(index: number, shared: MultiThread, rand: FastRand) {
    this.index = index;
    this.shared = shared;
    this.#rand = rand;
    this.thread = new WorkerThread(this);
    this.thread.enter();
    const { lifoSlot, globalQueueInterval, tuneToMs } = shared.config;
    this.#lifoEnabled = lifoSlot;
    this.#globalQueueInterval = globalQueueInterval;
    this.#stats = tuneToMs === null ? null : new Stats(tuneToMs);
  }

  /** Whether it can continue at this virtual time. */
  isRunnable(nowMs: number): boolean {
    return this.isParked ? this.#timerDue(nowMs) : this.thread.busyUntilMs <= nowMs;
  }

  /** Parked and not notified: only a timer or a wake from outside wakes it. */
  get isParked(): boolean {
    return this.#state === "parked" && !this.parker.notified;
  }

  #timerDue(nowMs: number): boolean {
    return this.shared.driverOwner === this && this.shared.nextTimerMs() <= Math.floor(nowMs);
  }

  get polled(): number | null {
    return this.thread.polled;
  }

  /** The kind of its next step. */
  get work(): Work {
    return this.thread.isPolling ? this.thread.work : "scheduler";
  }

  /** Its next step is a wake: of the task that it polls, of a joiner or of a deferred task. */
  get isAboutToWake(): boolean {
    if (this.thread.isPolling) return this.thread.isAboutToWake;
    return this.#state === "defer_wake" && !this.thread.deferred.isEmpty;
  }

  step(): Step {
    if (this.thread.isPolling) return this.thread.pollOn();
    switch (this.#state) {
      case "take_core":
        return this.takeCore();
      case "tick":
        return this.#startTick();
      case "next_task":
        return this.#nextTask();
      case "inject_pop_n":
        return this.#runOr(this.#popBatch(), "steal_work");
      case "run_task":
        return this.#runTask();
      case "poll_task":
        return this.#pollTask();
      case "lifo_slot":
        return this.#runLifo();
      case "steal_work":
        return this.#startSteal();
      case "steal_into":
        return this.#stealInto();
      case "next_remote_task":
        return this.#runOr(this.#nextRemoteTask(), "transition_to_parked");
      default:
        return this.#parking(this.#state);
    }
  }

  /** `run`: a thread of the blocking pool begins as this worker. */
  takeCore(): Step {
    if (__TRACE__) this.record(Kind.HandOff, 0, 0, 0);
    this.thread.enter();
    this.#stats?.restart();
    this.#lifoEnabled = this.shared.config.lifoSlot;
    return this.#go("tick");
  }

  #go(state: State): Step {
    this.#state = state;
    return "worked";
  }

  /** `core.tick()`, and every `event_interval` ticks `maintenance`. An iteration that finds nothing is a tick too. */
  #startTick(): Step {
    this.#tick++;
    if (__TRACE__) this.record(Kind.Tick, 0, this.#tick, 0);
    if (this.#tick % this.shared.config.eventInterval !== 0) return this.#go("next_task");
    this.#stats?.endProcessing(this.#nowMs);
    return this.#go(this.parker.yieldThen("next_task"));
  }

  #nextTask(): Step {
    if (this.#tick % this.#globalQueueInterval === 0) {
      if (this.#stats !== null) this.#globalQueueInterval = this.#stats.tuned(this.#globalQueueInterval);
      return this.#runOr(this.#nextRemoteTask() ?? this.#nextLocalTask(), "steal_work");
    }
    const task = this.#nextLocalTask();
    this.#injectLength = this.shared.inject.length;
    return this.#runOr(task, this.#injectLength === 0 ? "steal_work" : "inject_pop_n");
  }

  #runOr(task: Task | null, otherwise: State): Step {
    this.#next = task;
    this.#state = task === null ? otherwise : "run_task";
    return "worked";
  }

  #nextLocalTask(): Task | null {
    const lifo = this.lifoSlot;
    if (lifo !== null) {
      this.lifoSlot = null;
      if (__TRACE__) this.record(Kind.Pop, lifo.id, Q.Lifo, 0);
      return lifo;
    }
    const task = this.runQueue.pop();
    if (__TRACE__ && task !== null) this.record(Kind.Pop, task.id, Q.Run, 0);
    return task;
  }

  #nextRemoteTask(): Task | null {
    const task = this.shared.inject.pop();
    if (__TRACE__ && task !== null) this.record(Kind.Pop, task.id, Q.Inject, 0);
    return task;
  }

  /** Takes a fair share of the injection queue, by its length when checked: the first task runs, the others go to the ring. */
  #popBatch(): Task | null {
    const cap = Math.min(this.runQueue.remainingSlots, LOCAL_QUEUE_CAPACITY / 2);
    const n = Math.max(1, Math.min(Math.floor(this.#injectLength / this.shared.workers.length) + 1, cap));
    const first = this.#nextRemoteTask();
    for (let i = 1; i < n; i++) {
      const task = this.#nextRemoteTask();
      if (task === null) break;
      this.runQueue.pushBack(task);
      if (__TRACE__) this.record(Kind.Push, task.id, Q.Run, 0);
    }
    return first;
  }

  /** Leaving the search lets another worker start one before this one polls. */
  #runTask(): Step {
    this.thread.budget = INITIAL_BUDGET;
    this.#lifoPolls = 0;
    this.#state = "poll_task";
    if (!this.isSearching) return this.#pollTask();
    this.#transitionFromSearching();
    return "worked";
  }

  get #nowMs(): number {
    return this.shared.handle.clock.nowMs;
  }

  #pollTask(): Step {
    const task = this.#next as Task;
    this.#stats?.startPoll(this.#nowMs);
    this.#next = null;
    this.#state = "lifo_slot";
    this.thread.poll(task);
    return "polled";
  }

  /** The rest of `run_task`: the task that the poll put into the LIFO slot runs next, on the remaining budget. */
  #runLifo(): Step {
    const task = this.lifoSlot;
    this.lifoSlot = null;
    if (task === null) {
      this.#lifoEnabled = this.shared.config.lifoSlot;
      this.#state = "tick";
      return "worked";
    }
    if (__TRACE__) this.record(Kind.Pop, task.id, Q.Lifo, 0);
    if (this.thread.budget === 0) {
      this.#pushBackOrOverflow(task);
      this.#state = "tick";
      return "worked";
    }
    this.#lifoPolls++;
    // Closed before the poll, so that tasks that this poll wakes go behind the others.
    if (this.#lifoPolls >= MAX_LIFO_POLLS_PER_TICK) this.#lifoEnabled = false;
    this.thread.poll(task);
    return "polled";
  }

  /** `schedule_local`: called by the thread that holds this core. */
  schedule(task: Task, isYield: boolean): void {
    let notify = true;
    if (isYield || !this.#lifoEnabled) this.#pushBackOrOverflow(task);
    else {
      const previous = this.lifoSlot;
      if (previous !== null) this.#pushBackOrOverflow(previous);
      this.lifoSlot = task;
      if (__TRACE__) this.record(Kind.Push, task.id, Q.Lifo, 0);
      notify = previous !== null;
    }
    // Wakes from the driver come in batches: the worker that polled it notifies once, afterwards.
    if (notify && !this.parker.inDriver) this.shared.notifyParked();
  }

  #pushBackOrOverflow(task: Task): void {
    const overflowed = this.runQueue.pushBackOrOverflow(task, (over) => this.shared.pushRemoteTask(over));
    if (overflowed === 0) {
      if (__TRACE__) this.record(Kind.Push, task.id, Q.Run, 0);
      return;
    }
    this.shared.handle.metrics.overflows++;
    if (__TRACE__) this.record(Kind.Overflow, task.id, overflowed, 0);
  }

  #startSteal(): Step {
    this.#stats?.endProcessing(this.#nowMs);
    if (!this.isSearching) this.setSearching(this.shared.idle.transitionWorkerToSearching());
    if (!this.isSearching) return this.#go("transition_to_parked");
    this.#stealStart = this.#rand.fastrandN(this.shared.workers.length);
    this.#stealAt = 0;
    this.#state = "steal_into";
    return "worked";
  }

  /** Tries one victim per step. The victim's LIFO slot cannot be stolen. */
  #stealInto(): Step {
    const { workers } = this.shared;
    const victim = workers[(this.#stealStart + this.#stealAt) % workers.length] as Worker;
    this.#stealAt++;
    this.#state = this.#stealAt < workers.length ? "steal_into" : "next_remote_task";
    if (victim === this) return "worked";
    const stolen = victim.runQueue.stealInto(this.runQueue);
    if (stolen === null) return "worked";
    this.shared.handle.metrics.steals++;
    if (__TRACE__) this.record(Kind.Steal, stolen.task.id, victim.index, stolen.count);
    return this.#runOr(stolen.task, "transition_to_parked");
  }

  #transitionFromSearching(): void {
    if (!this.isSearching) return;
    this.setSearching(false);
    if (this.shared.idle.transitionWorkerFromSearching()) this.shared.notifyParked();
  }

  #parking(state: ParkState): Step {
    const isParking = state === "park";
    this.#state = this.parker.step(state);
    return isParking ? "parked" : "worked";
  }

  setSearching(searching: boolean): void {
    if (__TRACE__ && this.isSearching !== searching) this.record(Kind.Search, 0, searching ? 1 : 0, 0);
    this.isSearching = searching;
  }

  /** For `block_in_place`: makes the task that only this worker could run stealable. */
  lifoToRunQueue(): void {
    const task = this.lifoSlot;
    if (task === null) return;
    this.lifoSlot = null;
    this.#pushBackOrOverflow(task);
  }

  /** Another thread is to take the core, not before the time at which this thread gives it away, and restarts the loop. */
  handOff(): void {
    const { shared, thread } = this;
    this.thread = new WorkerThread(this);
    this.thread.busyUntilMs = shared.handle.clock.nowMs + CONTEXT.busyMs;
    this.#state = "take_core";
    this.#givenBy = thread;
    if (thread.isPolling) shared.withoutCore.push(thread);
  }

  /**
   * A thread that gave the core away goes on with it, in the middle of its poll. It may be one that gave it away long ago.
   *
   * @returns false if another has taken it
   */
  takeBack(thread: WorkerThread): boolean {
    if (this.#state !== "take_core") return false;
    if (__TRACE__ && this.#givenBy !== thread) this.record(Kind.HandOff, 0, 0, 0);
    this.thread = thread;
    this.#state = "lifo_slot";
    this.shared.hasCore(thread);
    return true;
  }

  inspect(nowMs: number): WorkerSnapshot {
    const { busyUntilMs, isPolling } = this.thread;
    return {
      index: this.index,
      tick: this.#tick,
      doing: busyUntilMs > nowMs ? "blocked" : isPolling ? "polling" : this.#state,
      busyUntilMs: busyUntilMs > nowMs ? busyUntilMs : null,
      lifoSlot: this.lifoSlot?.id ?? null,
      runQueue: this.runQueue.toArray().map((task) => task.id),
      deferred: this.thread.deferred.toArray().map(wakerId),
      holding: this.#next?.id ?? null,
      searching: this.isSearching,
      parked: this.isParked,
    };
  }

  record(kind: Kind, task: number, a: number, b: number): void {
    if (__TRACE__) this.shared.handle.trace?.record(kind, this.index, task, a, b);
  }
}
