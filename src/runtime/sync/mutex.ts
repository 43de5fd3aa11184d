/** `Mutex`: one permit, and a value that goes with it. Models tokio/src/sync/mutex.rs, tokio 1.53.1. */
import type { Future } from "../std/future.ts";
import { R } from "../trace/kinds.ts";
import { MapOutput } from "../util/map-output.ts";
import { BatchSemaphore } from "./batch-semaphore.ts";
import { TryError } from "./errors.ts";

export class MutexGuard<T> {
  readonly #mutex: Mutex<T>;
  #held = true;

  constructor(mutex: Mutex<T>) {
    this.#mutex = mutex;
  }

  get value(): T {
    return this.#mutex.data;
  }

  set value(value: T) {
    this.#mutex.data = value;
  }

  /** Hands the lock to the first waiter: a task that unlocks and immediately relocks goes to the back. */
  drop(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#mutex.unlock();
  }
}

export class Mutex<T> {
  readonly #semaphore = new BatchSemaphore(1, R.Mutex);
  /** @internal reached through the guard */
  data: T;

  constructor(value: T) {
    this.data = value;
  }

  lock(): Future<MutexGuard<T>> {
    return new MapOutput(this.#semaphore.acquire(1), () => new MutexGuard(this));
  }

  tryLock(): MutexGuard<T> {
    if (!this.#semaphore.tryAcquire(1)) throw new TryError("the lock is held");
    return new MutexGuard(this);
  }

  /** @internal called by the guard, once */
  unlock(): void {
    this.#semaphore.release(1);
  }
}
