/** `Arc`, `Rc`, cells, std's locks, `mem` and `pin`. */
import { Panic } from "../../../runtime/index.ts";
import { behind, EMPTY, Ref, take, Text, isNative } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { emptyLike } from "../run/defaults.ts";
import type { Builtin } from "../run/site.ts";
import { less } from "../values/compare.ts";

/** What several `Arc`s or `Rc`s point to. */
interface Shared {
  cell: Value[];
  strong: number;
  weak: number;
}

export class Pointer implements Native {
  readonly type: string;
  readonly shared: Shared;
  constructor(type: string, shared: Shared) {
    this.type = type;
    this.shared = shared;
  }
  deref(): Ref {
    return new Ref(this.shared.cell, 0);
  }
  clone(): Pointer {
    this.shared.strong++;
    return new Pointer(this.type, this.shared);
  }
  drop(machine: Machine): void {
    if (--this.shared.strong > 0) return;
    const value = this.shared.cell[0];
    this.shared.cell[0] = EMPTY;
    machine.drop(value);
  }
}

class Weak implements Native {
  readonly type: string;
  readonly shared: Shared | null;
  readonly of: string;
  constructor(type: string, of: string, shared: Shared | null) {
    this.type = type;
    this.of = of;
    this.shared = shared;
  }
  clone(): Weak {
    if (this.shared !== null) this.shared.weak++;
    return new Weak(this.type, this.of, this.shared);
  }
  drop(): void {
    if (this.shared !== null) this.shared.weak--;
  }
  show(): string {
    return "(Weak)";
  }
}

/** `Cell`, `OnceCell`, `LazyLock`: a value in a place of its own. */
class Holder implements Native {
  readonly type: string;
  readonly cell: Value[];
  /** Of a `LazyLock` that nobody has looked into. */
  init: (() => Value) | null = null;
  constructor(type: string, value: Value) {
    this.type = type;
    this.cell = [value];
  }
  drop(machine: Machine): void {
    machine.dropAll(this.cell);
  }
  debug(show: (value: Value) => string): string {
    const name = this.type.split("::").at(-1) as string;
    return this.cell[0] === EMPTY
      ? `${name}(<uninit>)`
      : name === "Cell"
        ? `Cell { value: ${show(this.cell[0])} }`
        : `${name}(${show(this.cell[0])})`;
  }
}

class Lazy extends Holder {
  deref(): Ref {
    if (this.init !== null) {
      const make = this.init;
      this.init = null;
      this.cell[0] = make();
    }
    return new Ref(this.cell, 0);
  }
}

/** A `RefCell`, std's `Mutex` and `RwLock`: a place that is lent out, to many readers or one writer. */
class Lent implements Native {
  readonly type: string;
  readonly cell: Value[];
  readers = 0;
  writers = 0;
  poisoned = false;
  constructor(type: string, value: Value) {
    this.type = type;
    this.cell = [value];
  }
  lend(type: string, writes: boolean): Guard {
    if (writes) this.writers++;
    else this.readers++;
    return new Guard(type, this, writes);
  }
  get isFree(): boolean {
    return this.readers === 0 && this.writers === 0;
  }
  drop(machine: Machine): void {
    machine.dropAll(this.cell);
  }
  debug(show: (value: Value) => string): string {
    const name = this.type.split("::").at(-1) as string;
    if (name === "RefCell") return `RefCell { value: ${show(this.cell[0])} }`;
    return `${name} { data: ${this.isFree ? show(this.cell[0]) : "<locked>"}, poisoned: ${this.poisoned}, .. }`;
  }
}

class Guard implements Native {
  readonly type: string;
  readonly #of: Lent;
  readonly #writes: boolean;
  constructor(type: string, of: Lent, writes: boolean) {
    this.type = type;
    this.#of = of;
    this.#writes = writes;
  }
  deref(): Ref {
    return new Ref(this.#of.cell, 0);
  }
  drop(machine: Machine): void {
    if (this.#writes) this.#of.writers--;
    else this.#of.readers--;
    if (machine.isPanicking && this.type.startsWith("std::sync")) this.#of.poisoned = true;
  }
}

export const POINTERS: Record<string, Builtin> = {};

for (const [type, weak] of [
  ["std::sync::Arc", "std::sync::Weak"],
  ["std::rc::Rc", "std::rc::Weak"],
] as const) {
  const pointer = (value: Value): Pointer => {
    let at = value;
    while (at instanceof Ref) at = at.value;
    return at as Pointer;
  };
  const out = (p: Pointer): Value => {
    p.shared.strong = 0;
    return take(p.shared.cell, 0);
  };
  Object.assign(POINTERS, {
    [`${type}::new`]: (_, [value]) => new Pointer(type, { cell: [value], strong: 1, weak: 0 }),
    [`${type}::from`]: (_, [value]) => new Pointer(type, { cell: [value], strong: 1, weak: 0 }),
    [`${type}::clone`]: (_, [of]) => pointer(of).clone(),
    [`${type}::as_ref`]: (_, [of]) => pointer(of).deref(),
    [`${type}::strong_count`]: (_, [of]) => pointer(of).shared.strong,
    [`${type}::weak_count`]: (_, [of]) => pointer(of).shared.weak,
    [`${type}::ptr_eq`]: (_, [a, b]) => pointer(a).shared === pointer(b).shared,
    [`${type}::downgrade`]: (_, [of]) => {
      pointer(of).shared.weak++;
      return new Weak(weak, type, pointer(of).shared);
    },
    [`${type}::try_unwrap`]: (m, [of]) =>
      pointer(of).shared.strong === 1 ? m.make.ok(out(pointer(of))) : m.make.err(of),
    [`${type}::into_inner`]: (m, [of]) => {
      if (pointer(of).shared.strong === 1) return m.make.some(out(pointer(of)));
      m.drop(of);
      return m.make.none();
    },
    [`${type}::unwrap_or_clone`]: (m, [of]) => {
      if (pointer(of).shared.strong === 1) return out(pointer(of));
      const copy = m.cloned(pointer(of).deref().value);
      m.drop(of);
      return copy;
    },
    [`${type}::get_mut`]: (m, [of]) =>
      pointer(of).shared.strong === 1 ? m.make.some(pointer(of).deref()) : m.make.none(),
    [`${type}::make_mut`]: (m, [of]) => {
      const place = of as Ref;
      const p = pointer(of);
      if (p.shared.strong > 1) {
        const copy = m.cloned(p.deref().value);
        p.drop(m);
        place.value = new Pointer(type, { cell: [copy], strong: 1, weak: 0 });
      }
      return pointer(of).deref();
    },
    [`${weak}::new`]: () => new Weak(weak, type, null),
    [`${weak}::clone`]: (_, [of]) => (behind(of) as Weak).clone(),
    [`${weak}::upgrade`]: (m, [of]) => {
      const { shared } = behind(of) as Weak;
      if (shared === null || shared.strong === 0) return m.make.none();
      shared.strong++;
      return m.make.some(new Pointer(type, shared));
    },
  } satisfies Record<string, Builtin>);
}

const holder = (value: Value): Holder => behind(value) as Holder;

/** Of a lock: behind references and pointers, not behind the lock itself. */
const lent = (value: Value): Lent => behind(value) as Lent;

const replaced = (cell: Value[], value: Value): Value => {
  const old = cell[0];
  cell[0] = value;
  return old;
};

const C = "std::cell::Cell";

const RC = "std::cell::RefCell";

Object.assign(POINTERS, {
  [`${C}::new`]: (_, [value]) => new Holder(C, value),
  [`${C}::get`]: (_, [of]) => holder(of).cell[0],
  [`${C}::set`]: (m, [of, value]) => m.drop(replaced(holder(of).cell, value)),
  [`${C}::replace`]: (_, [of, value]) => replaced(holder(of).cell, value),
  [`${C}::take`]: (m, [of], site) => replaced(holder(of).cell, emptyLike(m, holder(of).cell[0], site)),
  [`${C}::into_inner`]: (_, [of]) => (of as Holder).cell[0],
  [`${RC}::new`]: (_, [value]) => new Lent(RC, value),
  [`${RC}::borrow`]: (_, [of]) => {
    if (lent(of).writers > 0) throw new Panic("RefCell already mutably borrowed");
    return lent(of).lend("std::cell::Ref", false);
  },
  [`${RC}::borrow_mut`]: (_, [of]) => {
    if (!lent(of).isFree)
      throw new Panic(lent(of).writers > 0 ? "RefCell already mutably borrowed" : "RefCell already borrowed");
    return lent(of).lend("std::cell::RefMut", true);
  },
  [`${RC}::into_inner`]: (_, [of]) => (of as Lent).cell[0],
  [`${RC}::replace`]: (_, [of, value]) => replaced(lent(of).cell, value),
  [`${RC}::take`]: (m, [of], site) => replaced(lent(of).cell, emptyLike(m, lent(of).cell[0], site)),
} satisfies Record<string, Builtin>);

for (const type of ["std::cell::OnceCell", "std::sync::OnceLock"]) {
  Object.assign(POINTERS, {
    [`${type}::new`]: () => new Holder(type, EMPTY),
    [`${type}::get`]: (m, [of]) =>
      holder(of).cell[0] === EMPTY ? m.make.none() : m.make.some(new Ref(holder(of).cell, 0)),
    [`${type}::set`]: (m, [of, value]) => {
      if (holder(of).cell[0] !== EMPTY) return m.make.err(value);
      holder(of).cell[0] = value;
      return m.make.ok(undefined);
    },
    [`${type}::get_or_init`]: (m, [of, f]) => {
      if (holder(of).cell[0] === EMPTY) holder(of).cell[0] = m.call(f, []);
      return new Ref(holder(of).cell, 0);
    },
  } satisfies Record<string, Builtin>);
}

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

Object.assign(POINTERS, {
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
  "std::sync::LazyLock::new": (m, [f]) => {
    const lazy = new Lazy("std::sync::LazyLock", EMPTY);
    lazy.init = () => m.call(f, []);
    return lazy;
  },
  "std::mem::drop": (m, [value]) => m.drop(value),
  drop: (m, [value]) => m.drop(value),
  "std::mem::forget": () => undefined,
  "std::mem::replace": (_, [at, value]) => replaced2(at, value),
  "std::mem::take": (m, [at], site) => replaced2(at, emptyLike(m, (at as Ref).value, site)),
  "std::mem::swap": (_, [a, b]) => {
    const [x, y] = [a as Ref, b as Ref];
    [x.value, y.value] = [y.value, x.value];
    return undefined;
  },
  "std::convert::identity": (_, [value]) => value,
  "std::hint::black_box": (_, [value]) => value,
  "std::hint::spin_loop": () => undefined,
  "std::any::type_name": () => "a type",
  "std::cmp::min": (m, [a, b]) => (less(m, b, a) ? b : a),
  "std::cmp::max": (m, [a, b]) => (less(m, b, a) ? a : b),
  "std::boxed::Box::new": (_, [value]) => value,
  "std::boxed::Box::pin": (_, [value]) => value,
  "std::boxed::Box::from": (_, [value]) => (typeof value === "string" ? new Text(value) : value),
  "std::boxed::Box::into_pin": (_, [value]) => value,
  "std::boxed::Box::leak": (_, [value]) => new Ref([value], 0),
  "std::boxed::Box::as_ref": (_, [of]) => of,
  "std::boxed::Box::as_mut": (_, [of]) => of,
  "std::pin::Pin::new": (_, [value]) => value,
  "std::pin::Pin::into_inner": (_, [value]) => value,
  "*.as_mut": (_, [of]) => innermost(of),
  "*.as_ref": (_, [of]) => innermost(of),
  "*.get_mut": (_, [of]) => innermost(of),
  "*.get_ref": (_, [of]) => innermost(of),
  "*.set": (m, [of, value]) => {
    const at = innermost(of);
    const old = at.value;
    at.value = value;
    m.drop(old);
    return undefined;
  },
  "*.borrow": (_, [of]) => innermost(of),
} satisfies Record<string, Builtin>);

/** The place behind references to references; a Pin is what it points to. */
function innermost(of: Value): Ref {
  let at = of as Ref;
  while (at.value instanceof Ref) at = at.value;
  return at;
}

function replaced2(at: Value, value: Value): Value {
  let place = at as Ref;
  if (!(place instanceof Ref) && isNative(place) && (place as Native).deref !== undefined)
    place = ((place as Native).deref as () => Ref)();
  const old = place.value;
  place.value = value;
  return old;
}
