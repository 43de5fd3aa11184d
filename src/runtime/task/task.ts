/** A task: its state word, its future or output, and the transitions between them. Models tokio/src/runtime/task/{state,harness,core}.rs, tokio 1.53.1. */
import { CONTEXT } from "../context.ts";
import type { Future } from "../std/future.ts";
import { isPausable, ADVANCE, PAUSED } from "../std/pause.ts";
import type { LaterWakes, Pausable } from "../std/pause.ts";
import { notAPoll, PENDING, PollReady } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import { Context, Waker } from "../std/waker.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import { Kind, O, W } from "../trace/kinds.ts";
import { JoinError } from "./join-error.ts";

/** The bits of the state word. The garbage collector replaces the reference count (tokio's bits 6 and up). */
export const RUNNING = 1;
export const COMPLETE = 2;
export const NOTIFIED = 4;
export const JOIN_INTEREST = 8;
export const JOIN_WAKER = 16;
export const CANCELLED = 32;

/** How far `Harness::poll` has got; other threads see each step as a whole. */
export type Phase =
  /** The future is being polled, or it has paused at a seam. */
  | "polling"
  /** The poll returned, and the state word does not say so yet. */
  | "pending"
  | "ready"
  /** COMPLETE, but the joiner's waker is still in its place. */
  | "complete"
  /** The waker was taken, and is about to wake. */
  | "waking"
  | "over";

/** One allocation in tokio, `Cell<T, S>`: header, core, trailer. Fields are in that order. */
export class Task<T = unknown> {
  // A new task is notified: `spawn` schedules it at once.
  state: number = JOIN_INTEREST | NOTIFIED;
  readonly id: number;
  /** The intrusive link of the injection queue. A task is in at most one queue, since NOTIFIED is set once. */
  queueNext: Task | null = null;
  readonly scheduler: Scheduler;
  /** The stage: a future until it is Consumed, then null. */
  future: Future<T> | null;
  /** The result object of the last poll itself, so that joining allocates no new one; null once taken. */
  output: PollReady<T> | JoinError | null = null;
  /** Made on first use, not at spawn; in tokio it is two pointers on the stack. */
  waker: TaskWaker | null = null;
  joinWaker: Waker | null = null;
  ownedPrev: Task | null = null;
  ownedNext: Task | null = null;
  polls = 0;
  /** Of several workers, the one that last queued or polled it; -1 for none. */
  lastOn = -1;

  constructor(id: number, future: Future<T>, scheduler: Scheduler) {
    this.id = id;
    this.future = future;
    this.scheduler = scheduler;
  }

  /**
   * `Harness::poll` as one step. The caller took the task from a queue, so NOTIFIED is set and no other thread may run it.
   *
   * @returns "polling" if the poll gave its core away: then `next` goes on
   */
  run(): "over" | "polling" {
    const phase = this.start();
    if (phase !== "polling") {
      this.#finish(phase);
      return "over";
    }
    const outer = CONTEXT.source;
    CONTEXT.source = this.id;
    try {
      const answer = this.#pollFuture(CONTEXT.oneStep);
      if (answer === "polling") return answer;
      // Until a poll that blocked is over, the task is running, and no other thread can take it.
      if (CONTEXT.busyMs > 0 && this.scheduler.isAhead())
        this.scheduler.handle.inItsTime(() => this.#finish(answer));
      else this.#finish(answer);
      return "over";
    } finally {
      CONTEXT.source = outer;
    }
  }

  /**
   * One step of `Harness::poll`: the one after `phase`.
   *
   * @param later the thread's own
   */
  next(phase: Phase, later: LaterWakes): Phase {
    const outer = CONTEXT.source;
    CONTEXT.source = this.id;
    try {
      switch (phase) {
        case "polling":
          return this.#pollFuture(true);
        case "complete":
          later.during(() => this.#wakeJoiner());
          return later.isBefore() ? "waking" : "over";
        case "waking":
          later.wakeNext();
          return "over";
        default:
          return this.#after(phase);
      }
    } finally {
      CONTEXT.source = outer;
    }
  }

  #finish(from: Phase): void {
    for (let phase = from; phase !== "over";) phase = this.#after(phase);
  }

  #after(phase: Phase): Phase {
    if (phase === "pending") return this.#transitionToIdle();
    if (phase === "ready") return this.#transitionToComplete();
    return this.#wakeJoiner();
  }

  /** `transition_to_running` */
  start(): Phase {
    const state = this.state;
    // It completed or was shut down while in the queue: there is nothing to poll.
    if ((state & (RUNNING | COMPLETE)) !== 0) return "over";
    this.state = (state | RUNNING) & ~NOTIFIED;
    if ((state & CANCELLED) !== 0) return this.#cancel();
    this.scheduler.handle.countPoll();
    this.polls++;
    if (__TRACE__) this.#trace(Kind.PollStart, 0, 0);
    return "polling";
  }

  /** The first step of a blocking closure, on a thread of the blocking pool. */
  startDetached(): Phase {
    this.state = (this.state | RUNNING) & ~NOTIFIED;
    return (this.state & CANCELLED) !== 0 ? this.#cancel() : "polling";
  }

  /** Its next step: it is not polled twice, and nothing queues it. */
  nextDetached(): Phase {
    return this.#pollFuture(true);
  }

  /** Its last step, which wakes the joiner. */
  endDetached(phase: Phase): void {
    this.#finish(phase);
  }

  /** A panic of the future counts as an output. */
  #pollFuture(mayPause: boolean): "polling" | "pending" | "ready" {
    try {
      const future = this.future as Future<T>;
      const cx = new TaskContext(this as Task);
      const poll = mayPause && isPausable(future) ? advance(future, cx) : future.poll(cx);
      if (poll === PAUSED) return "polling";
      if (poll === PENDING) {
        if (__TRACE__) this.#trace(Kind.PollEnd, O.Pending, 0);
        return "pending";
      }
      if (!(poll instanceof PollReady)) notAPoll(poll);
      // The stage is Consumed before the output is stored; dropping what the future held wakes others before the
      // joiner.
      this.future = null;
      this.output = poll;
      if (__TRACE__) this.#trace(Kind.PollEnd, O.Ready, 0);
    } catch (error) {
      this.#panicked(error);
    }
    return "ready";
  }

  #panicked(payload: unknown): void {
    const handle = this.scheduler.handle;
    // The poll limit belongs to the driver, not to the task: it ends the run, not the task.
    if (handle.isFatal(payload)) throw payload;
    this.future = null;
    this.output = JoinError.panic(this.id, payload);
    if (__TRACE__) this.#trace(Kind.PollEnd, O.Panicked, 0);
    handle.panicked(payload, this.id);
  }

  #transitionToIdle(): Phase {
    if ((this.state & CANCELLED) !== 0) return this.#cancel();
    this.state &= ~RUNNING;
    // Woken during its own poll: it gets one more poll, behind all others.
    if ((this.state & NOTIFIED) !== 0) this.scheduler.schedule(this as Task, true);
    return "over";
  }

  /** `cancel_task`, then `complete`: the future is dropped without another poll. */
  #cancel(): Phase {
    const future = this.future;
    this.future = null;
    this.output = JoinError.cancelled(this.id);
    try {
      future?.drop?.();
    } catch (payload) {
      this.output = JoinError.panic(this.id, payload);
      this.scheduler.handle.panicked(payload, this.id);
    }
    return this.#transitionToComplete();
  }

  /** `complete`, in two steps: their order decides who wakes first. */
  #transitionToComplete(): Phase {
    this.state ^= RUNNING | COMPLETE;
    if (__TRACE__) this.#trace(Kind.Complete, this.#outcome(), 0);
    return "complete";
  }

  #wakeJoiner(): Phase {
    if ((this.state & JOIN_WAKER) !== 0) {
      this.state &= ~JOIN_WAKER;
      const waker = this.joinWaker as Waker;
      this.joinWaker = null;
      waker.wakeByRef();
    }
    this.scheduler.handle.owned.remove(this as Task);
    return "over";
  }

  #outcome(): number {
    if (!(this.output instanceof JoinError)) return O.Ready;
    return this.output.isPanic() ? O.Panicked : O.Cancelled;
  }

  /** `wake_by_ref`. N wakes before the next poll cause one poll; a wake during the poll causes one more. */
  wake(): void {
    const state = this.state;
    this.scheduler.handle.metrics.wakes++;
    if ((state & (COMPLETE | NOTIFIED)) !== 0) {
      if (__TRACE__) this.#traceWake((state & COMPLETE) !== 0 ? W.Complete : W.AlreadyNotified);
      return;
    }
    this.state = state | NOTIFIED;
    if ((state & RUNNING) !== 0) {
      if (__TRACE__) this.#traceWake(W.AfterPoll);
      return;
    }
    if (__TRACE__) this.#traceWake(W.Scheduled);
    this.scheduler.schedule(this as Task, false);
  }

  /** `transition_to_notified_and_cancel`: queues an idle task, which is cancelled when its turn comes. */
  abort(): void {
    const state = this.state;
    if (__TRACE__) this.#trace(Kind.Abort, CONTEXT.source, 0);
    if ((state & (CANCELLED | COMPLETE)) !== 0) return;
    this.state = state | CANCELLED | NOTIFIED;
    if ((state & (RUNNING | NOTIFIED)) === 0) this.scheduler.schedule(this as Task, false);
  }

  /** `transition_to_shutdown`: the runtime shuts down and drops the future. */
  shutdown(): void {
    if ((this.state & (RUNNING | COMPLETE)) !== 0) {
      this.state |= CANCELLED;
      return;
    }
    this.state |= RUNNING | CANCELLED;
    this.#finish(this.#cancel());
  }

  #trace(kind: Kind, a: number, b: number): void {
    if (__TRACE__) this.scheduler.handle.trace?.record(kind, this.scheduler.currentWorker(), this.id, a, b);
  }

  #traceWake(effect: number): void {
    this.#trace(Kind.Wake, CONTEXT.source, effect);
  }
}

function advance<T>(future: Pausable<T>, cx: Context): Poll<T> | typeof PAUSED {
  let poll = future[ADVANCE](cx);
  while (poll === PAUSED && CONTEXT.oneStep) poll = future[ADVANCE](cx);
  return poll;
}

/** Lives for one poll, in Rust on the stack. Most polls never use the waker. */
class TaskContext extends Context {
  readonly #task: Task;
  constructor(task: Task) {
    super();
    this.#task = task;
  }
  override get waker(): Waker {
    return (this.#task.waker ??= new TaskWaker(this.#task));
  }
}

/** A task's waker: a pointer to the task. In tokio, cloning it counts a reference; here the garbage collector tracks references. */
export class TaskWaker extends Waker {
  readonly #task: Task;
  constructor(task: Task) {
    super(task);
    this.#task = task;
  }
  wake(): void {
    this.wakeByRef();
  }
  wakeByRef(): void {
    const task = this.#task;
    if (CONTEXT.later === null) task.wake();
    else CONTEXT.later.push(() => task.wake());
  }
  clone(): Waker {
    if (__TRACE__) {
      const scheduler = this.#task.scheduler;
      scheduler.handle.trace?.record(Kind.Clone, scheduler.currentWorker(), this.#task.id, 0, 0);
    }
    return this;
  }
}
