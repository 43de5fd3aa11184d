/** `tokio::sync::{Notify, Semaphore, Mutex}` on tokio's own types. */
import type { Future } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";
import { AcquireError, TryError } from "../sync/errors.ts";
import type { Border } from "./border.ts";
import { Status } from "./exports.ts";
import { pollHandle, read, TokioFuture } from "./future.ts";

export function locksOn(border: Border) {
  const closed = (): never => {
    throw new AcquireError();
  };

  class Notified implements Future<void> {
    #handle: number;
    constructor(handle: number) {
      this.#handle = handle;
    }
    poll(cx: Context): Poll<void> {
      return pollHandle<void>(border, this.#handle, cx, {});
    }
    enable(): boolean {
      return border.call("enable", this.#handle) !== 0;
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
  }

  class Notify {
    readonly #handle = border.call("notify");
    notified(): Notified {
      return new Notified(border.call("notified", this.#handle));
    }
    notifyOne(): void {
      border.call("notify_one", this.#handle);
    }
    notifyLast(): void {
      border.call("notify_last", this.#handle);
    }
    notifyWaiters(): void {
      border.call("notify_waiters", this.#handle);
    }
  }

  class SemaphorePermit {
    #handle: number;
    constructor(handle: number) {
      this.#handle = handle;
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
    forget(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("forget_permit", handle);
    }
  }

  class Semaphore {
    readonly #handle: number;
    constructor(permits: number) {
      this.#handle = border.call("semaphore", checkedPermits(border, "Semaphore::new", permits));
    }
    acquire(): Future<SemaphorePermit> {
      return this.acquireMany(1);
    }
    acquireMany(permits: number): Future<SemaphorePermit> {
      const handle = border.call("acquire", this.#handle, checkedPermits(border, "acquire_many", permits));
      return new TokioFuture(border, handle, { ready: (word) => new SemaphorePermit(word), closed });
    }
    tryAcquire(): SemaphorePermit {
      const status = border.call("try_acquire", this.#handle);
      if (status === Status.WouldWait) throw new TryError("no permits available");
      return read(border, status, { ready: (word) => new SemaphorePermit(word), closed });
    }
    addPermits(permits: number): void {
      checkedPermits(border, "add_permits", permits);
      checkedPermits(border, "add_permits", permits + this.availablePermits());
      border.call("add_permits", this.#handle, permits);
    }
    availablePermits(): number {
      return border.call("available_permits", this.#handle);
    }
    close(): void {
      border.call("close_semaphore", this.#handle);
    }
  }

  class MutexGuard<T> {
    readonly #mutex: Mutex<T>;
    #handle: number;
    constructor(mutex: Mutex<T>, handle: number) {
      this.#mutex = mutex;
      this.#handle = handle;
    }
    get value(): T {
      return valueOf(this.#mutex);
    }
    set value(value: T) {
      setValue(this.#mutex, value);
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
  }

  let valueOf: <T>(mutex: Mutex<T>) => T;
  let setValue: <T>(mutex: Mutex<T>, value: T) => void;

  /** The value stays in the page; the lock is tokio's. */
  class Mutex<T> {
    readonly #handle = border.call("mutex");
    #value: T;
    static {
      valueOf = (mutex) => mutex.#value;
      setValue = (mutex, value) => {
        mutex.#value = value;
      };
    }
    constructor(value: T) {
      this.#value = value;
    }
    lock(): Future<MutexGuard<T>> {
      return new TokioFuture(border, border.call("lock", this.#handle), {
        ready: (word) => new MutexGuard(this, word),
      });
    }
    tryLock(): MutexGuard<T> {
      const status = border.call("try_lock", this.#handle);
      if (status === Status.WouldWait) throw new TryError("the lock is held");
      return read(border, status, { ready: (word) => new MutexGuard(this, word) });
    }
  }

  return { Notify, Semaphore, Mutex, AcquireError };
}

/** @throws Panic where tokio itself would panic and kill the module */
function checkedPermits(border: Border, what: string, n: number): number {
  if (!Number.isInteger(n) || n < 0)
    throw new Panic(`${what} takes a whole number of permits, and was given ${n}`);
  const most = border.call("max_permits");
  if (n > most) throw new Panic(`${what}: a semaphore holds at most ${most} permits, and these are ${n}`);
  return n;
}
