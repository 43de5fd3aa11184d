/** `Mutex`, `RwLock`, `Semaphore`, `Notify`, `Barrier` and `OnceCell`. Model tokio/src/sync, tokio 1.53.1. */
import { Poll } from "../../../runtime/index.ts";
import type { Context, Future } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import type { PollReady } from "../../../runtime/std/poll.ts";
import { BatchSemaphore } from "../../../runtime/sync/batch-semaphore.ts";
import { Notify } from "../../../runtime/sync/notify.ts";
import type { Notified } from "../../../runtime/sync/notify.ts";
import { R } from "../../../runtime/trace/kinds.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { behind, EMPTY, Ref } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { acquiring } from "./acquire.ts";
import { PollFuture } from "./future.ts";
import { Watched } from "./watch.ts";
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

// ---- semaphore ----

class SemaphoreValue implements Native {
  readonly type = `${S}::Semaphore`;
  readonly semaphore: BatchSemaphore;
  constructor(permits: number) {
    this.semaphore = new BatchSemaphore(permits, R.Semaphore);
  }
}

class Permit implements Native {
  readonly type: string;
  readonly semaphore: BatchSemaphore;
  permits: number;
  readonly owner: Value;
  constructor(semaphore: BatchSemaphore, permits: number, owner: Value) {
    this.type = `${S}::${owner === EMPTY ? "SemaphorePermit" : "OwnedSemaphorePermit"}`;
    this.semaphore = semaphore;
    this.permits = permits;
    this.owner = owner;
  }
  drop(machine: Machine): void {
    this.semaphore.release(this.permits);
    this.permits = 0;
    machine.drop(this.owner);
  }
}

const semaphore = (value: Value): BatchSemaphore => (behind(value) as SemaphoreValue).semaphore;
const acquire = (m: Machine, of: BatchSemaphore, n: number, owner: Value): PollFuture =>
  acquiring(m, of, n, owner, (acquired, mine) => {
    if (acquired) return m.make.ok(new Permit(of, n, mine));
    m.drop(mine);
    return m.make.err(m.make.adt(`${S}::AcquireError`));
  });

function tryAcquire(m: Machine, of: BatchSemaphore, n: number, owner: Value): Value {
  if (!of.isClosed && of.tryAcquire(n)) return m.make.ok(new Permit(of, n, owner));
  m.drop(owner);
  return m.make.err(m.make.adt(`${S}::TryAcquireError::${of.isClosed ? "Closed" : "NoPermits"}`));
}

const SE = `${S}::Semaphore`;
Object.assign(LOCKS, {
  [`${SE}::new`]: (_, [n]) => new SemaphoreValue(Number(n)),
  [`${SE}::const_new`]: (_, [n]) => new SemaphoreValue(Number(n)),
  [`${SE}::MAX_PERMITS`]: () => 2 ** 53 - 1,
  [`${SE}::acquire`]: (m, [of]) => acquire(m, semaphore(of), 1, EMPTY),
  [`${SE}::acquire_many`]: (m, [of, n]) => acquire(m, semaphore(of), Number(n), EMPTY),
  [`${SE}::acquire_owned`]: (m, [arc]) => acquire(m, semaphore(new Ref([arc], 0)), 1, arc),
  [`${SE}::acquire_many_owned`]: (m, [arc, n]) => acquire(m, semaphore(new Ref([arc], 0)), Number(n), arc),
  [`${SE}::try_acquire`]: (m, [of]) => tryAcquire(m, semaphore(of), 1, EMPTY),
  [`${SE}::try_acquire_many`]: (m, [of, n]) => tryAcquire(m, semaphore(of), Number(n), EMPTY),
  [`${SE}::try_acquire_owned`]: (m, [arc]) => tryAcquire(m, semaphore(new Ref([arc], 0)), 1, arc),
  [`${SE}::add_permits`]: (_, [of, n]) => semaphore(of).release(Number(n)),
  [`${SE}::forget_permits`]: (_, [of, n]) => {
    const gone = Math.min(Number(n), semaphore(of).available);
    semaphore(of).tryAcquire(gone);
    return gone;
  },
  [`${SE}::available_permits`]: (_, [of]) => semaphore(of).available,
  [`${SE}::close`]: (_, [of]) => semaphore(of).close(),
  [`${SE}::is_closed`]: (_, [of]) => semaphore(of).isClosed,
} satisfies Record<string, Builtin>);

for (const type of ["SemaphorePermit", "OwnedSemaphorePermit"]) {
  const permit = (value: Value): Permit => behind(value) as Permit;
  Object.assign(LOCKS, {
    [`${S}::${type}::forget`]: (_, [of]) => void (permit(of).permits = 0),
    [`${S}::${type}::num_permits`]: (_, [of]) => permit(of).permits,
    [`${S}::${type}::split`]: (m, [of, n]) => {
      const from = permit(of);
      if (Number(n) > from.permits) return m.make.none();
      from.permits -= Number(n);
      return m.make.some(
        new Permit(from.semaphore, Number(n), from.owner === EMPTY ? EMPTY : m.cloned(from.owner)),
      );
    },
    [`${S}::${type}::merge`]: (_, [of, other]) => {
      permit(of).permits += permit(other).permits;
      permit(other).permits = 0;
      return undefined;
    },
  } satisfies Record<string, Builtin>);
}

// ---- notify ----

class NotifyValue implements Native {
  readonly type = `${S}::Notify`;
  readonly notify = new Notify();
}

class NotifiedValue implements Native, Future<Value> {
  readonly type = `${S}::futures::Notified`;
  readonly notified: Notified;
  readonly #machine: Machine;
  #owner: Value;
  constructor(machine: Machine, notified: Notified, owner: Value = EMPTY) {
    this.#machine = machine;
    this.notified = notified;
    this.#owner = owner;
  }
  poll(cx: Context): Poll<Value> {
    return this.notified.poll(cx);
  }
  drop(): void {
    this.notified.drop();
    const owner = this.#owner;
    this.#owner = EMPTY;
    this.#machine.drop(owner);
  }
}

const notify = (value: Value): Notify => (behind(value) as NotifyValue).notify;
const N = `${S}::Notify`;
Object.assign(LOCKS, {
  [`${N}::new`]: () => new NotifyValue(),
  [`${N}::const_new`]: () => new NotifyValue(),
  [`${N}::default`]: () => new NotifyValue(),
  [`${N}::notified`]: (m, [of]) => new NotifiedValue(m, notify(of).notified()),
  [`${N}::notified_owned`]: (m, [arc]) => new NotifiedValue(m, notify(new Ref([arc], 0)).notified(), arc),
  [`${N}::notify_one`]: (_, [of]) => notify(of).notifyOne(),
  [`${N}::notify_last`]: (_, [of]) => notify(of).notifyLast(),
  [`${N}::notify_waiters`]: (_, [of]) => notify(of).notifyWaiters(),
  [`${S}::futures::Notified::enable`]: (_, [of]) => (behind(of) as NotifiedValue).notified.enable(),
} satisfies Record<string, Builtin>);

// ---- barrier ----

class Barrier implements Native {
  readonly type = `${S}::Barrier`;
  readonly size: number;
  readonly watched = new Watched(0);
  generation = 1;
  arrived = 0;
  constructor(size: number) {
    this.size = Math.max(1, size);
    this.watched.receivers++;
  }
}

class Leader implements Native {
  readonly type = `${S}::BarrierWaitResult`;
  readonly isLeader: boolean;
  constructor(isLeader: boolean) {
    this.isLeader = isLeader;
  }
}

Object.assign(LOCKS, {
  [`${S}::Barrier::new`]: (_, [n]) => new Barrier(Number(n)),
  [`${S}::Barrier::wait`]: (_, [of]) => waiting(behind(of) as Barrier),
  [`${S}::BarrierWaitResult::is_leader`]: (_, [of]) => (behind(of) as Leader).isLeader,
} satisfies Record<string, Builtin>);

/** Waits on a watch channel that has the last generation that was complete. */
function waiting(barrier: Barrier): PollFuture {
  let mine: number | null = null;
  let changed: ReturnType<Watched["changed"]> | null = null;
  const seen = { version: 0 };
  return new PollFuture(
    (cx) => {
      if (mine === null) {
        mine = barrier.generation;
        if (++barrier.arrived === barrier.size) {
          barrier.watched.send(barrier.generation);
          barrier.arrived = 0;
          barrier.generation++;
          return Poll.Ready(new Leader(true));
        }
        // A receiver that is cloned has seen nothing since the channel was made.
        seen.version = 0;
      }
      for (;;) {
        changed ??= barrier.watched.changed(seen);
        if (changed.poll(cx) === PENDING) return PENDING;
        changed = null;
        if ((barrier.watched.cell[0] as number) >= mine) return Poll.Ready(new Leader(false));
      }
    },
    () => changed?.drop(),
  );
}

// ---- OnceCell ----

class Once implements Native {
  readonly type = `${S}::OnceCell`;
  readonly cell: Value[] = [EMPTY];
  readonly semaphore = new BatchSemaphore(1, R.Semaphore);
  drop(machine: Machine): void {
    machine.dropAll(this.cell);
  }
}

const once = (value: Value): Once => behind(value) as Once;

function initializing(m: Interpreter, of: Once, f: Value, isTry: boolean, at: number): PollFuture {
  const acquire: Future<boolean> = of.semaphore.acquire(1);
  let made: Value = EMPTY;
  let future: Future<Value> | null = null;
  const ready = (): Value => (isTry ? m.make.ok(new Ref(of.cell, 0)) : new Ref(of.cell, 0));
  return new PollFuture(
    (cx) => {
      if (future === null) {
        if (of.cell[0] !== EMPTY) return Poll.Ready(ready());
        const poll = acquire.poll(cx);
        if (poll === PENDING) return PENDING;
        // Closed: another one has made the value meanwhile.
        if (!(poll as PollReady<boolean>).value) return Poll.Ready(ready());
        made = m.call(f, []);
        future = m.future(made, at);
      }
      const poll = future.poll(cx);
      if (poll === PENDING) return PENDING;
      let { value } = poll as PollReady<Value>;
      m.drop(made);
      made = EMPTY;
      if (isTry) {
        const result = value as { def: { name: string }; fields: Value[] };
        if (result.def.name === "Err") {
          of.semaphore.release(1);
          return Poll.Ready(value);
        }
        [value] = result.fields;
      }
      of.cell[0] = value;
      of.semaphore.close();
      return Poll.Ready(ready());
    },
    () => {
      acquire.drop?.();
      if (made !== EMPTY) {
        m.drop(made);
        of.semaphore.release(1);
      }
    },
  );
}

Object.assign(LOCKS, {
  [`${S}::OnceCell::new`]: () => new Once(),
  [`${S}::OnceCell::const_new`]: () => new Once(),
  [`${S}::OnceCell::get`]: (m, [of]) =>
    once(of).cell[0] === EMPTY ? m.make.none() : m.make.some(new Ref(once(of).cell, 0)),
  [`${S}::OnceCell::initialized`]: (_, [of]) => once(of).cell[0] !== EMPTY,
  [`${S}::OnceCell::set`]: (m, [of, value]) => {
    if (once(of).cell[0] !== EMPTY) return m.make.err(value);
    once(of).cell[0] = value;
    once(of).semaphore.close();
    return m.make.ok(undefined);
  },
  [`${S}::OnceCell::get_or_init`]: (m, [of, f], site) => initializing(m, once(of), f, false, site.from),
  [`${S}::OnceCell::get_or_try_init`]: (m, [of, f], site) => initializing(m, once(of), f, true, site.from),
} satisfies Record<string, Builtin>);
