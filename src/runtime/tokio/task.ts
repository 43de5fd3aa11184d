/** `tokio::task` on tokio itself: spawn, join, abort, sets and budgets. */
import type { Future } from "../std/future.ts";
import { isFuture } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import { describe } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";
import { JoinError } from "../task/join-error.ts";
import type { AbortHandle } from "../task/join-set.ts";
import type { Border, Root } from "./border.ts";
import { needRuntime, pollHandle, TokioFuture } from "./future.ts";
import type { Reading } from "./future.ts";

export interface JoinHandle<T> extends Future<T> {
  readonly id: number;
  abort(): void;
  isFinished(): boolean;
  drop(): void;
}

/** @param taskOf finds the cancelled task by the word from tokio's side */
function reading<T>(border: Border, taskOf: (word: number) => Root): Reading<T> {
  return {
    ready: (word) => border.takeValue(word) as T,
    cancelled: (word) => {
      const { id, dropThrew } = taskOf(word);
      throw dropThrew === null ? JoinError.cancelled(id) : JoinError.panic(id, dropThrew.payload);
    },
    threw: ({ task, payload }) => {
      throw JoinError.panic(task ?? 0, payload);
    },
    spent: "JoinHandle polled after completion: its output was already taken; await a handle once",
  };
}

/** @param newTask tokio decides which runtime a task goes to; the page counts the task and is told of its polls */
export function taskOn(border: Border, newTask: () => Root) {
  class Handle<T> implements JoinHandle<T> {
    readonly id: number;
    readonly #reading: Reading<T>;
    #handle: number;

    constructor(task: Root, handle: number) {
      this.id = task.id;
      this.#handle = handle;
      this.#reading = reading(border, () => task);
    }
    poll(cx: Context): Poll<T> {
      return pollHandle(border, this.#handle, cx, this.#reading);
    }
    abort(): void {
      border.call("abort", this.#handle);
    }
    isFinished(): boolean {
      return border.call("is_finished", this.#handle) !== 0;
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
  }

  /** @param runtime -1 is the current one */
  function spawnTo<T>(runtime: number, future: Future<T>): JoinHandle<T> {
    checked(future);
    if (runtime === -1) needRuntime(border, "spawn()");
    const task = newTask();
    return new Handle<T>(task, border.call("spawn", runtime, border.add(future, task)));
  }

  class JoinSet<T> {
    #set = border.call("join_set");
    readonly #tasks = new Map<number, Root>();
    readonly #reading: Reading<T | undefined> = {
      ...reading<T | undefined>(border, (number) => this.#tasks.get(number) as Root),
      closed: () => undefined,
    };

    spawn(future: Future<T>): AbortHandle {
      checked(future);
      needRuntime(border, "JoinSet::spawn");
      const task = newTask();
      this.#tasks.set(task.id, task);
      const handle = border.call("set_spawn", this.#set, border.add(future, task), task.id);
      return {
        id: task.id,
        abort: () => void border.call("abort", handle),
        isFinished: () => border.call("is_finished", handle) !== 0,
      };
    }
    joinNext(): Future<T | undefined> {
      return { poll: (cx) => pollHandle(border, this.#set, cx, this.#reading) };
    }
    len(): number {
      return border.call("set_len", this.#set);
    }
    isEmpty(): boolean {
      return this.len() === 0;
    }
    abortAll(): void {
      border.call("set_abort_all", this.#set);
    }
    drop(): void {
      const set = this.#set;
      this.#set = 0;
      border.call("drop_thing", set);
    }
  }

  return {
    spawnTo,
    spawn: <T>(future: Future<T>): JoinHandle<T> => spawnTo(-1, future),
    spawnBlocking: (): never =>
      border.refuse("spawnBlocking needs a second thread, and tokio has none in a tab"),
    blockInPlace: (): never => {
      throw new Panic(
        "can call blocking only when running on the multi-threaded runtime: on current_thread use spawnBlocking instead",
      );
    },
    yieldNow: (): Future<void> => new TokioFuture(border, border.call("yield_now")),
    consumeBudget: (): Future<void> => new TokioFuture(border, border.call("consume_budget")),
    hasBudgetRemaining: (): boolean => border.call("has_budget_remaining") !== 0,
    unconstrained: <T>(future: Future<T>): Future<T> =>
      new TokioFuture<T>(border, border.call("unconstrained", border.add(future)), {
        ready: (word) => border.takeValue(word) as T,
      }),
    JoinError,
    JoinSet,
  };
}

function checked(future: unknown): void {
  if (isFuture(future)) return;
  throw new Panic(
    `spawn() takes a Future, and was given ${describe(future)}: wrap the work in asyncBlock(function* () { … })`,
  );
}
