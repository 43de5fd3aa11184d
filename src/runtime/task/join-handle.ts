/** `JoinHandle`: gives access to a task's output. Models tokio/src/runtime/task/join.rs, tokio 1.53.1. */
import { CONTEXT, traceWait } from "../context.ts";
import type { Future } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import { PENDING } from "../std/poll.ts";
import type { Poll, PollReady } from "../std/poll.ts";
import type { Context, Waker } from "../std/waker.ts";
import { R } from "../trace/kinds.ts";
import { pollProceed } from "./coop.ts";
import { JoinError } from "./join-error.ts";
import { COMPLETE, JOIN_INTEREST, JOIN_WAKER } from "./task.ts";
import type { Task } from "./task.ts";

/** The state of a handle after its output was taken; the garbage collector may then free the task. */
const TAKEN = null;

export class JoinHandle<T> implements Future<T> {
  #task: Task<T> | typeof TAKEN;
  /** `task::Id` */
  readonly id: number;

  constructor(task: Task<T>) {
    this.#task = task;
    this.id = task.id;
  }

  /** @throws JoinError where tokio would return `Ready(Err(…))`: the task panicked or was cancelled */
  poll(cx: Context): Poll<T> {
    const task = this.#task;
    if (task === TAKEN) {
      throw new Panic(
        "JoinHandle polled after completion: its output was already taken; await a handle once",
      );
    }
    const budget = CONTEXT.budget;
    if (!pollProceed(cx)) return PENDING;
    if ((task.state & COMPLETE) !== 0) {
      this.#task = TAKEN;
      const output = task.output as PollReady<T> | JoinError;
      task.output = null;
      task.state &= ~JOIN_INTEREST;
      if (output instanceof JoinError) throw output;
      return output;
    }
    // Only one waker, from the newest poll; kept when it belongs to the same task.
    if (task.joinWaker === null || !task.joinWaker.willWake(cx.waker)) task.joinWaker = cx.waker.clone();
    task.state |= JOIN_WAKER;
    CONTEXT.budget = budget;
    if (__TRACE__) traceWait(R.JoinHandle, task.id);
    return PENDING;
  }

  /** `try_set_join_waker`, for a JoinSet: false when the task is already complete. */
  setJoinWaker(waker: Waker): boolean {
    const task = this.#task;
    if (task === TAKEN || (task.state & COMPLETE) !== 0) return false;
    task.joinWaker = waker;
    task.state |= JOIN_WAKER;
    return true;
  }

  abort(): void {
    this.#task?.abort();
  }

  isFinished(): boolean {
    return this.#task === TAKEN || (this.#task.state & COMPLETE) !== 0;
  }

  /** Dropping a handle detaches the task, which keeps running; its output is discarded. */
  drop(): void {
    const task = this.#task;
    if (task === TAKEN) return;
    this.#task = TAKEN;
    task.state &= ~JOIN_INTEREST;
    // Once the task is complete, its waker belongs to the thread that completed it, which still calls it.
    if ((task.state & COMPLETE) !== 0) return;
    task.state &= ~JOIN_WAKER;
    task.joinWaker = null;
  }
}
