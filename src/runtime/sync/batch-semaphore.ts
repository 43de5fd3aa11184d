/** The fair counter under Semaphore, Mutex and bounded channels. Models tokio/src/sync/batch_semaphore.rs, tokio 1.53.1. */
import { CONTEXT, traceWait } from "../context.ts";
import type { Future } from "../std/future.ts";
import { PENDING, PollReady } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context, Waker } from "../std/waker.ts";
import { pollProceed } from "../task/coop.ts";
import { wakeAll } from "../util/wake-list.ts";

/** A waiter in the queue. It has received `wanted - remaining` permits, and wakes when nothing remains. */
interface Waiter {
  remaining: number;
  waker: Waker;
}

export class BatchSemaphore {
  #permits: number;
  #closed = false;
  /** First come, first served; a Set, since a dropped waiter leaves from the middle. */
  readonly #waiters = new Set<Waiter>();
  /** For the trace: `R`'s kind, and this resource's number. */
  readonly resource: number;
  readonly id: number;

  constructor(permits: number, resource: number) {
    this.#permits = permits;
    this.resource = resource;
    this.id = CONTEXT.handle?.nextResource() ?? 0;
  }

  get available(): number {
    return this.#permits;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  tryAcquire(wanted: number): boolean {
    // Permits are in the counter only while no one waits for them.
    if (this.#closed || this.#permits < wanted) return false;
    this.#permits -= wanted;
    return true;
  }

  /** @returns Ready(false) when closed */
  acquire(wanted: number): Acquire {
    return new Acquire(this, wanted);
  }

  /** Takes the available permits, even if they are not enough; the waiter keeps them and queues for the rest. */
  enqueue(wanted: number, waker: Waker): Waiter {
    const waiter: Waiter = { remaining: wanted - this.#permits, waker: waker.clone() };
    this.#permits = 0;
    this.#waiters.add(waiter);
    return waiter;
  }

  /** A waiter that gives up passes on the permits that it received. */
  dequeue(waiter: Waiter, wanted: number): void {
    this.#waiters.delete(waiter);
    this.release(wanted - waiter.remaining);
  }

  /** Gives permits to the waiters first, in order; the rest goes to the counter. */
  release(permits: number): void {
    if (permits === 0) return;
    const wakers: Waker[] = [];
    for (const waiter of this.#waiters) {
      const given = Math.min(permits, waiter.remaining);
      waiter.remaining -= given;
      permits -= given;
      if (waiter.remaining > 0) break;
      this.#waiters.delete(waiter);
      wakers.push(waiter.waker);
    }
    this.#permits += permits;
    wakeAll(wakers);
  }

  close(): void {
    this.#closed = true;
    const wakers = Array.from(this.#waiters, (waiter) => waiter.waker);
    this.#waiters.clear();
    wakeAll(wakers);
  }
}

export class Acquire implements Future<boolean> {
  readonly #semaphore: BatchSemaphore;
  readonly #wanted: number;
  #waiter: Waiter | null = null;

  constructor(semaphore: BatchSemaphore, wanted: number) {
    this.#semaphore = semaphore;
    this.#wanted = wanted;
  }

  /** Whether the permits were acquired; false when the semaphore is closed. */
  poll(cx: Context): Poll<boolean> {
    const budget = CONTEXT.budget;
    if (!pollProceed(cx)) return PENDING;
    const semaphore = this.#semaphore;
    if (semaphore.isClosed) {
      this.drop();
      return CLOSED;
    }
    const waiter = this.#waiter;
    if (waiter === null) {
      if (semaphore.tryAcquire(this.#wanted)) return this.#acquired();
      this.#waiter = semaphore.enqueue(this.#wanted, cx.waker);
    } else {
      if (waiter.remaining === 0) return this.#acquired();
      if (!waiter.waker.willWake(cx.waker)) waiter.waker = cx.waker.clone();
    }
    CONTEXT.budget = budget;
    if (__TRACE__) traceWait(semaphore.resource, semaphore.id);
    return PENDING;
  }

  #acquired(): Poll<boolean> {
    this.#waiter = null;
    return ACQUIRED;
  }

  drop(): void {
    if (this.#waiter !== null) this.#semaphore.dequeue(this.#waiter, this.#wanted);
    this.#waiter = null;
  }
}

const ACQUIRED: Poll<boolean> = new PollReady(true);
const CLOSED: Poll<boolean> = new PollReady(false);
