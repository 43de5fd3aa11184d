/** `Cell`, `RefCell`, `OnceCell` and the like: values in a place of their own. */
import { Panic } from "../../../runtime/index.ts";
import { behind, EMPTY, Ref } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { emptyLike } from "../run/defaults.ts";
import type { Builtin } from "../run/site.ts";

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
export class Lent implements Native {
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

const holder = (value: Value): Holder => behind(value) as Holder;

/** Of a cell or lock: behind references and pointers, not behind the lock itself. */
export const lent = (value: Value): Lent => behind(value) as Lent;

const replaced = (cell: Value[], value: Value): Value => {
  const old = cell[0];
  cell[0] = value;
  return old;
};

const C = "std::cell::Cell";

const RC = "std::cell::RefCell";

export const CELLS: Record<string, Builtin> = {
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
  "std::sync::LazyLock::new": (m, [f]) => {
    const lazy = new Lazy("std::sync::LazyLock", EMPTY);
    lazy.init = () => m.call(f, []);
    return lazy;
  },
};

for (const type of ["std::cell::OnceCell", "std::sync::OnceLock"]) {
  Object.assign(CELLS, {
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
