/** `Mutex` and `RwLock`. Model tokio/src/sync/{mutex,rwlock}.rs, tokio 1.53.1. */
import { BatchSemaphore } from "../../../runtime/sync/batch-semaphore.ts";
import { R } from "../../../runtime/trace/kinds.ts";
import { behind, EMPTY, Ref } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { acquiring } from "./acquire.ts";
import type { Builtin } from "../run/site.ts";

/** `MAX_READS`: a writer takes them all. */
const MAX_READS = 2 ** 32 / 8 - 1;
const S = "tokio::sync";

/** A `Mutex` or an `RwLock`: a value, and permits to reach it. */
class Lock implements Native {
  readonly type: string;
  readonly cell: Value[];
  readonly permits: number;
  readonly semaphore: BatchSemaphore;
  constructor(type: string, value: Value, permits: number) {
    this.type = type;
    this.cell = [value];
    this.permits = permits;
    this.semaphore = new BatchSemaphore(permits, R.Mutex);
  }
  drop(machine: Machine): void {
    machine.dropAll(this.cell);
  }
  debug(show: (value: Value) => string): string {
    const locked = this.semaphore.available < this.permits;
    return `${this.type.split("::").at(-1)} { data: ${locked ? "<locked>" : show(this.cell[0])} }`;
  }
}

class Guard implements Native {
  readonly type: string;
  readonly lock: Lock;
  readonly #permits: number;
  /** The `Arc` of an owned guard. */
  readonly #owner: Value;
  constructor(type: string, lock: Lock, permits: number, owner: Value) {
    this.type = type;
    this.lock = lock;
    this.#permits = permits;
    this.#owner = owner;
  }
  deref(): Ref {
    return new Ref(this.lock.cell, 0);
  }
  drop(machine: Machine): void {
    this.lock.semaphore.release(this.#permits);
    machine.drop(this.#owner);
  }
}

const lock = (value: Value): Lock => behind(value) as Lock;
/** The lock of a method on `self: Arc<Self>`. */
const inArc = (arc: Value): Lock => lock(new Ref([arc], 0));

export const LOCKS: Record<string, Builtin> = {};

const M = `${S}::Mutex`;
const RW = `${S}::RwLock`;

function async(name: string, guard: string, permits: number): void {
  LOCKS[name] = (m, [of]) => {
    const at = lock(of);
    return acquiring(m, at.semaphore, permits, EMPTY, () => new Guard(guard, at, permits, EMPTY));
  };
  LOCKS[`${name}_owned`] = (m, [arc]) => {
    const at = inArc(arc);
    const owned = guard.replace("::Mutex", "::OwnedMutex").replace("::RwLock", "::OwnedRwLock");
    return acquiring(m, at.semaphore, permits, arc, (_, mine) => new Guard(owned, at, permits, mine));
  };
}

function trying(name: string, guard: string, permits: number): void {
  LOCKS[name] = (m, [of]) => {
    const at = lock(of);
    return at.semaphore.tryAcquire(permits)
      ? m.make.ok(new Guard(guard, at, permits, EMPTY))
      : m.make.err(m.make.adt(`${S}::TryLockError`));
  };
}

async(`${M}::lock`, `${S}::MutexGuard`, 1);
async(`${RW}::read`, `${S}::RwLockReadGuard`, 1);
async(`${RW}::write`, `${S}::RwLockWriteGuard`, MAX_READS);
trying(`${M}::try_lock`, `${S}::MutexGuard`, 1);
trying(`${RW}::try_read`, `${S}::RwLockReadGuard`, 1);
trying(`${RW}::try_write`, `${S}::RwLockWriteGuard`, MAX_READS);

Object.assign(LOCKS, {
  [`${M}::new`]: (_, [value]) => new Lock(M, value, 1),
  [`${M}::const_new`]: (_, [value]) => new Lock(M, value, 1),
  [`${M}::try_lock_owned`]: (m, [arc]) => {
    const at = inArc(arc);
    if (at.semaphore.tryAcquire(1)) return m.make.ok(new Guard(`${S}::OwnedMutexGuard`, at, 1, arc));
    m.drop(arc);
    return m.make.err(m.make.adt(`${S}::TryLockError`));
  },
  [`${M}::blocking_lock`]: (m, [of]) => {
    const at = lock(of);
    if (at.semaphore.tryAcquire(1)) return new Guard(`${S}::MutexGuard`, at, 1, EMPTY);
    return m.refuse(
      m.at,
      "`blocking_lock` of a lock that is held does not run here: a blocking thread cannot wait for a task.",
      "`lock().await` in a task",
    );
  },
  [`${M}::into_inner`]: (_, [of]) => (of as Lock).cell[0],
  [`${M}::get_mut`]: (_, [of]) => new Ref(lock(of).cell, 0),
  [`${RW}::new`]: (_, [value]) => new Lock(RW, value, MAX_READS),
  [`${RW}::into_inner`]: (_, [of]) => (of as Lock).cell[0],
  [`${RW}::get_mut`]: (_, [of]) => new Ref(lock(of).cell, 0),
  [`${S}::RwLockWriteGuard::downgrade`]: (_, [of]) => {
    const { lock: at } = of as Guard;
    at.semaphore.release(MAX_READS - 1);
    return new Guard(`${S}::RwLockReadGuard`, at, 1, EMPTY);
  },
} satisfies Record<string, Builtin>);
