/** `Semaphore`. Models tokio/src/sync/semaphore.rs, tokio 1.53.1. */
import type { Future } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import { R } from "../trace/kinds.ts";
import { MapOutput } from "../util/map-output.ts";
import { BatchSemaphore } from "./batch-semaphore.ts";
import { AcquireError, TryError } from "./errors.ts";

export class SemaphorePermit {
  readonly #semaphore: BatchSemaphore;
  #permits: number;

  constructor(semaphore: BatchSemaphore, permits: number) {
    this.#semaphore = semaphore;
    this.#permits = permits;
  }

  drop(): void {
    const permits = this.#permits;
    this.#permits = 0;
    this.#semaphore.release(permits);
  }

  forget(): void {
    this.#permits = 0;
  }
}

export class Semaphore {
  readonly #semaphore: BatchSemaphore;

  constructor(permits: number) {
    this.#semaphore = new BatchSemaphore(wholeNumber("Semaphore::new", permits), R.Semaphore);
  }

  acquire(): Future<SemaphorePermit> {
    return this.acquireMany(1);
  }

  /** @throws AcquireError, when polled, once the semaphore is closed */
  acquireMany(permits: number): Future<SemaphorePermit> {
    wholeNumber("acquire_many", permits);
    return new MapOutput(this.#semaphore.acquire(permits), (acquired) => {
      if (!acquired) throw new AcquireError();
      return new SemaphorePermit(this.#semaphore, permits);
    });
  }

  tryAcquire(): SemaphorePermit {
    if (this.#semaphore.isClosed) throw new AcquireError();
    if (!this.#semaphore.tryAcquire(1)) throw new TryError("no permits available");
    return new SemaphorePermit(this.#semaphore, 1);
  }

  addPermits(permits: number): void {
    this.#semaphore.release(wholeNumber("add_permits", permits));
  }

  availablePermits(): number {
    return this.#semaphore.available;
  }

  close(): void {
    this.#semaphore.close();
  }
}

function wholeNumber(what: string, n: number): number {
  if (!Number.isInteger(n) || n < 0)
    throw new Panic(`${what} takes a whole number of permits, and was given ${n}`);
  return n;
}
