/** `Arc` and `Rc`, and their `Weak`. */
import { behind, EMPTY, Ref, take } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import type { Builtin } from "../run/site.ts";

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
