/** A task: its state word, its future or output, and the transitions between them. Models tokio/src/runtime/task/{state,harness,core}.rs, tokio 1.53.1. */
import { CONTEXT } from "../context.ts";
import type { Future } from "../std/future.ts";
import { notAPoll, PENDING, PollReady } from "../std/poll.ts";
import { Context, Waker } from "../std/waker.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import { Kind, O, W } from "../trace/kinds.ts";
import { JoinError } from "./join-error.ts";

/** The bits of the state word. The reference count, tokio's bits 6 and up, is the garbage collector's business here. */
export const RUNNING = 1;
export const COMPLETE = 2;
export const NOTIFIED = 4;
export const JOIN_INTEREST = 8;
export const JOIN_WAKER = 16;
export const CANCELLED = 32;

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
  /** The very answer of the last poll, so that joining makes no new one; null once it was taken. */
  output: PollReady<T> | JoinError | null = null;
  /** Made when first asked for, not at spawn; in tokio it is two pointers on the stack. */
  waker: TaskWaker | null = null;
  joinWaker: Waker | null = null;
  ownedPrev: Task | null = null;
  ownedNext: Task | null = null;
  polls = 0;

  constructor(id: number, future: Future<T>, scheduler: Scheduler) {
    this.id = id;
    this.future = future;
    this.scheduler = scheduler;
  }

  /** `Harness::poll`. The caller took the task from a queue, so NOTIFIED is set and nobody else may run it. */
  run(): void {
    const state = this.state;
    // Completed or shut down while it stood in the queue: there is nothing to poll.
    if ((state & (RUNNING | COMPLETE)) !== 0) return;
    this.state = (state | RUNNING) & ~NOTIFIED;
    if ((state & CANCELLED) !== 0) {
      this.#cancel();
      return;
    }
    this.scheduler.handle.countPoll();
    this.polls++;
    if (__TRACE__) this.#trace(Kind.PollStart, 0, 0);
    const outer = CONTEXT.source;
    CONTEXT.source = this.id;
    try {
      const done = this.#pollFuture();
      // Until a poll that blocked is over, the task is running, and nobody else can take it.
      if (CONTEXT.busyMs > 0 && this.scheduler.isAhead())
        this.scheduler.handle.inItsTime(() => this.#settle(done));
      else this.#settle(done);
    } finally {
      CONTEXT.source = outer;
    }
  }

  /**
   * Runs a blocking closure, on a thread of the blocking pool.
   * @returns what to do when, in virtual time, the closure ends: completing, which wakes the joiner
   */
  runDetached(): () => void {
    this.state = (this.state | RUNNING) & ~NOTIFIED;
    if ((this.state & CANCELLED) !== 0) return () => this.#cancel();
    this.#pollFuture();
    return () => this.#complete();
  }

  /** @returns whether the output is there; a panic of the future's is an output */
  #pollFuture(): boolean {
    try {
      const poll = (this.future as Future<T>).poll(new TaskContext(this as Task));
      if (poll === PENDING) {
        if (__TRACE__) this.#trace(Kind.PollEnd, O.Pending, 0);
        return false;
      }
      if (!(poll instanceof PollReady)) notAPoll(poll);
      // The stage is Consumed before the output is stored; what the future held wakes others before the joiner.
      this.future = null;
      this.output = poll;
      if (__TRACE__) this.#trace(Kind.PollEnd, O.Ready, 0);
    } catch (error) {
      this.#panicked(error);
    }
    return true;
  }

  #panicked(payload: unknown): void {
    const handle = this.scheduler.handle;
    // The bound on polls is the driver's, not the task's: it ends the run instead of the task.
    if (handle.isFatal(payload)) throw payload;
    this.future = null;
    this.output = JoinError.panic(this.id, payload);
    if (__TRACE__) this.#trace(Kind.PollEnd, O.Panicked, 0);
    handle.panicked(payload, this.id);
  }

  #settle(done: boolean): void {
    if (done) this.#complete();
    else this.#transitionToIdle();
  }

  #transitionToIdle(): void {
    if ((this.state & CANCELLED) !== 0) {
      this.#cancel();
      return;
    }
    this.state &= ~RUNNING;
    // Woken during its own poll: one more poll, behind everyone.
    if ((this.state & NOTIFIED) !== 0) this.scheduler.schedule(this as Task, true);
  }

  /** `cancel_task`, then `complete`: the future is dropped without another poll. */
  #cancel(): void {
    const future = this.future;
    this.future = null;
    this.output = JoinError.cancelled(this.id);
    try {
      future?.drop?.();
    } catch (payload) {
      this.output = JoinError.panic(this.id, payload);
      this.scheduler.handle.panicked(payload, this.id);
    }
    this.#complete();
  }

  /** `complete`: the order of these steps decides who wakes first. */
  #complete(): void {
    this.state ^= RUNNING | COMPLETE;
    if (__TRACE__) this.#trace(Kind.Complete, this.#outcome(), 0);
    if ((this.state & JOIN_WAKER) !== 0) {
      this.state &= ~JOIN_WAKER;
      const waker = this.joinWaker as Waker;
      this.joinWaker = null;
      waker.wakeByRef();
    }
    this.scheduler.handle.owned.remove(this as Task);
  }

  #outcome(): number {
    if (!(this.output instanceof JoinError)) return O.Ready;
    return this.output.isPanic() ? O.Panicked : O.Cancelled;
  }

  /** `wake_by_ref`. N wakes before the next poll are one poll; a wake during the poll is one more. */
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

  /** `transition_to_notified_and_cancel`: an idle task is queued, to be cancelled when its turn comes. */
  abort(): void {
    const state = this.state;
    if (__TRACE__) this.#trace(Kind.Abort, CONTEXT.source, 0);
    if ((state & (CANCELLED | COMPLETE)) !== 0) return;
    this.state = state | CANCELLED | NOTIFIED;
    if ((state & (RUNNING | NOTIFIED)) === 0) this.scheduler.schedule(this as Task, false);
  }

  /** `transition_to_shutdown`: the runtime goes away, and so does the future. */
  shutdown(): void {
    if ((this.state & (RUNNING | COMPLETE)) !== 0) {
      this.state |= CANCELLED;
      return;
    }
    this.state |= RUNNING | CANCELLED;
    this.#cancel();
  }

  #trace(kind: Kind, a: number, b: number): void {
    if (__TRACE__) this.scheduler.handle.trace?.record(kind, this.scheduler.currentWorker(), this.id, a, b);
  }

  #traceWake(effect: number): void {
    this.#trace(Kind.Wake, CONTEXT.source, effect);
  }
}

/** Lives for one poll, on the stack in Rust. Most polls never look at the waker. */
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

/** A task's waker: a pointer to the task. Cloning it counts a reference in tokio; here the garbage collector does. */
export class TaskWaker extends Waker {
  readonly #task: Task;
  constructor(task: Task) {
    super(task);
    this.#task = task;
  }
  wake(): void {
    this.#task.wake();
  }
  wakeByRef(): void {
    this.#task.wake();
  }
  clone(): Waker {
    if (__TRACE__) {
      const scheduler = this.#task.scheduler;
      scheduler.handle.trace?.record(Kind.Clone, scheduler.currentWorker(), this.#task.id, 0, 0);
    }
    return this;
  }
}
