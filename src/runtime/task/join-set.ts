/** `JoinSet`: tasks joined in the order in which they complete. Models tokio/src/task/join_set.rs and util/idle_notified_set.rs, tokio 1.53.1. */
import { currentHandle, traceWait } from "../context.ts";
import type { Future } from "../std/future.ts";
import { PENDING, PollReady } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import { Context, Waker } from "../std/waker.ts";
import { R } from "../trace/kinds.ts";
import type { JoinHandle } from "./join-handle.ts";

/** What a JoinSet returns for a task: enough to abort it, not enough to join it. */
export interface AbortHandle {
  readonly id: number;
  abort(): void;
  isFinished(): boolean;
}

/** One task's place in the set, and the waker that its completion wakes. */
interface Entry<T> {
  readonly handle: JoinHandle<T>;
  readonly cx: Context;
}

export class JoinSet<T> {
  /** Entries that have not been notified since their last poll, oldest first. */
  readonly #idle = new Set<Entry<T>>();
  /** Entries that completed or need a poll; first come, first joined. */
  readonly #notified = new Set<Entry<T>>();
  #waker: Waker | null = null;

  spawn(future: Future<T>): AbortHandle {
    return this.#insert(currentHandle("JoinSet::spawn").spawn(future));
  }

  spawnBlocking(f: () => T): AbortHandle {
    return this.#insert(currentHandle("JoinSet::spawn_blocking").blocking.spawnBlocking(f));
  }

  #insert(handle: JoinHandle<T>): AbortHandle {
    const waker = new EntryWaker(() => this.#notify(entry));
    const entry: Entry<T> = { handle, cx: Context.fromWaker(waker) };
    this.#idle.add(entry);
    if (!handle.setJoinWaker(waker)) waker.wake();
    return handle;
  }

  /** The first notification wakes the task that waits for the set; later ones find it awake. */
  #notify(entry: Entry<T>): void {
    if (!this.#idle.delete(entry)) return;
    this.#notified.add(entry);
    const waker = this.#waker;
    this.#waker = null;
    waker?.wake();
  }

  /** @throws JoinError, when polled, of a task that has no output */
  joinNext(): Future<T | undefined> {
    return { poll: (cx) => this.pollJoinNext(cx) };
  }

  pollJoinNext(cx: Context): Poll<T | undefined> {
    if (this.isEmpty()) return new PollReady(undefined);
    if (this.#waker?.willWake(cx.waker) !== true) this.#waker = cx.waker.clone();
    for (const entry of this.#notified) return this.#pollEntry(entry, cx);
    if (__TRACE__) traceWait(R.JoinSet, 0);
    return PENDING;
  }

  #pollEntry(entry: Entry<T>, cx: Context): Poll<T | undefined> {
    // Idle for the duration of the poll, so that a wake during it is not lost.
    this.#notified.delete(entry);
    this.#idle.add(entry);
    let poll: Poll<T>;
    try {
      poll = entry.handle.poll(entry.cx);
    } catch (error) {
      this.#remove(entry);
      throw error;
    }
    if (poll === PENDING) {
      // A notified handle is pending only when the budget is used up: poll again later.
      cx.waker.wakeByRef();
      return PENDING;
    }
    this.#remove(entry);
    return poll;
  }

  #remove(entry: Entry<T>): void {
    this.#idle.delete(entry);
    this.#notified.delete(entry);
  }

  len(): number {
    return this.#idle.size + this.#notified.size;
  }

  isEmpty(): boolean {
    return this.len() === 0;
  }

  abortAll(): void {
    for (const entry of [...this.#idle, ...this.#notified]) entry.handle.abort();
  }

  drop(): void {
    this.abortAll();
    for (const entry of [...this.#idle, ...this.#notified]) entry.handle.drop();
    this.#idle.clear();
    this.#notified.clear();
  }
}

class EntryWaker extends Waker {
  readonly #notify: () => void;
  constructor(notify: () => void) {
    super(notify);
    this.#notify = notify;
  }
  wake(): void {
    this.#notify();
  }
  wakeByRef(): void {
    this.#notify();
  }
  clone(): Waker {
    return this;
  }
}
