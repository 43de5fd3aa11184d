/** `Notify`: wakes without a message. Models tokio/src/sync/notify.rs, tokio 1.53.1. */
import { CONTEXT, traceWait } from "../context.ts";
import type { Future } from "../std/future.ts";
import { PENDING, READY_UNIT } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context, Waker } from "../std/waker.ts";
import { R } from "../trace/kinds.ts";
import { wakeAll } from "../util/wake-list.ts";

interface Waiter {
  waker: Waker | null;
  /** `one` passes to the next waiter if this waiter is dropped before it sees it. */
  notification: "none" | "one-fifo" | "one-lifo" | "all";
}

export class Notify {
  /** The one stored permit. */
  #permit = false;
  readonly #waiters = new Set<Waiter>();
  /** The number of calls to `notify_waiters`: each call completes every Notified made before it, polled or not. */
  #notifyWaitersCalls = 0;
  readonly id = CONTEXT.handle?.nextResource() ?? 0;

  notified(): Notified {
    return new Notified(this, this.#notifyWaitersCalls);
  }

  notifyOne(): void {
    this.#notify("one-fifo");
  }

  notifyLast(): void {
    this.#notify("one-lifo");
  }

  #notify(order: "one-fifo" | "one-lifo"): void {
    const waiter = this.#first(order);
    if (waiter === undefined) {
      this.#permit = true;
      return;
    }
    this.#waiters.delete(waiter);
    waiter.notification = order;
    waiter.waker?.wake();
  }

  #first(order: "one-fifo" | "one-lifo"): Waiter | undefined {
    if (order === "one-lifo") return Array.from(this.#waiters).pop();
    for (const waiter of this.#waiters) return waiter;
    return undefined;
  }

  notifyWaiters(): void {
    this.#notifyWaitersCalls++;
    const wakers: Waker[] = [];
    for (const waiter of this.#waiters) {
      waiter.notification = "all";
      if (waiter.waker !== null) wakers.push(waiter.waker);
    }
    this.#waiters.clear();
    wakeAll(wakers);
  }

  /** @internal a Notified's first step: null when it completes immediately */
  enter(calls: number, waker: Waker | null): Waiter | null {
    // Before the permit, which stays for another.
    if (calls !== this.#notifyWaitersCalls) return null;
    if (this.#permit) {
      this.#permit = false;
      return null;
    }
    const waiter: Waiter = { waker, notification: "none" };
    this.#waiters.add(waiter);
    return waiter;
  }

  /** @internal */
  leave(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (waiter.notification === "one-fifo" || waiter.notification === "one-lifo")
      this.#notify(waiter.notification);
  }
}

/** Uses no budget. */
export class Notified implements Future<void> {
  readonly #notify: Notify;
  readonly #calls: number;
  #state: "init" | "waiting" | "done" = "init";
  #waiter: Waiter | null = null;

  constructor(notify: Notify, calls: number) {
    this.#notify = notify;
    this.#calls = calls;
  }

  poll(cx: Context): Poll<void> {
    if (this.#advance(cx.waker)) return READY_UNIT;
    if (__TRACE__) traceWait(R.Notify, this.#notify.id);
    return PENDING;
  }

  enable(): boolean {
    return this.#advance(null);
  }

  #advance(waker: Waker | null): boolean {
    if (this.#state === "init") {
      this.#waiter = this.#notify.enter(this.#calls, waker?.clone() ?? null);
      this.#state = this.#waiter === null ? "done" : "waiting";
    } else if (this.#state === "waiting") this.#look(waker);
    return this.#state === "done";
  }

  #look(waker: Waker | null): void {
    const waiter = this.#waiter as Waiter;
    if (waiter.notification !== "none") {
      this.#state = "done";
      this.#waiter = null;
    } else if (waker !== null && waiter.waker?.willWake(waker) !== true) waiter.waker = waker.clone();
  }

  drop(): void {
    if (this.#waiter !== null) this.#notify.leave(this.#waiter);
    this.#waiter = null;
    this.#state = "done";
  }
}
