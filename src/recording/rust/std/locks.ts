/** std's `Mutex` and `RwLock`, which block their thread. */
import { Ref, Text } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import type { Builtin } from "../run/site.ts";
import { Lent, lent } from "./cells.ts";

const M = "std::sync::Mutex";

const RW = "std::sync::RwLock";

/** The thread would wait forever: no other one can run meanwhile. */
const stuck =
  "this thread would block forever here: the lock is held by a task that cannot run while this thread waits; drop the guard before the `.await`";

function locked(type: string, writes: boolean): Builtin {
  return (m, [of]) => {
    const lock = lent(of);
    if (writes ? !lock.isFree : lock.writers > 0) return m.refuse(m.at, `At this lock ${stuck}.`);
    const guard = lock.lend(type, writes);
    return lock.poisoned ? m.make.err(new Poison(guard)) : m.make.ok(guard);
  };
}

class Poison implements Native {
  readonly type = "std::sync::PoisonError";
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
  drop(machine: Machine): void {
    machine.drop(this.value);
  }
  show(): string {
    return "poisoned lock: another task failed inside";
  }
  debug(): string {
    return "PoisonError { .. }";
  }
}

export const STD_LOCKS: Record<string, Builtin> = {
  [`${M}::new`]: (_, [value]) => new Lent(M, value),
  [`${M}::lock`]: locked("std::sync::MutexGuard", true),
  [`${M}::try_lock`]: (m, [of]) =>
    lent(of).isFree
      ? m.make.ok(lent(of).lend("std::sync::MutexGuard", true))
      : m.make.err(new Text("WouldBlock")),
  [`${M}::into_inner`]: (m, [of]) => m.make.ok((of as Lent).cell[0]),
  [`${M}::get_mut`]: (m, [of]) => m.make.ok(new Ref(lent(of).cell, 0)),
  [`${M}::is_poisoned`]: (_, [of]) => lent(of).poisoned,
  [`${RW}::new`]: (_, [value]) => new Lent(RW, value),
  [`${RW}::read`]: locked("std::sync::RwLockReadGuard", false),
  [`${RW}::write`]: locked("std::sync::RwLockWriteGuard", true),
  [`${RW}::into_inner`]: (m, [of]) => m.make.ok((of as Lent).cell[0]),
  "std::sync::PoisonError::into_inner": (_, [of]) => (of as Poison).value,
};
