/** `std::sync::atomic`. */
import { exact, intOp, rangeOf, wrap } from "../values/numbers.ts";
import { Adt, behind, Ref } from "../values/values.ts";
import type { Native, Value } from "../values/values.ts";
import type { Builtin } from "../run/site.ts";

class Atomic implements Native {
  readonly type = "std::sync::atomic::Atomic";
  readonly cell: Value[];
  constructor(value: Value) {
    this.cell = [value];
  }
  debug(show: (value: Value) => string): string {
    return show(this.cell[0]);
  }
}

const A = "std::sync::atomic::Atomic";

const atomic = (value: Value): Atomic => behind(value) as Atomic;

type Change = (old: Value, given: Value, type: string | undefined) => Value;

const change =
  (f: Change): Builtin =>
  (m, [of, value], site) => {
    const { cell } = atomic(of);
    const old = cell[0];
    cell[0] = f(old, value, site.kind === "method" ? m.shape(site.receiver)?.args[0]?.name : undefined);
    return old;
  };

const int = (value: Value): number | bigint => value as number | bigint;

const bit =
  (op: "&" | "|" | "^"): Change =>
  (old, value, type) => {
    if (typeof old !== "boolean") return intOp(op, int(old), int(value), type);
    return op === "&" ? old && value === true : op === "|" ? old || value === true : old !== value;
  };

export const ATOMICS: Record<string, Builtin> = {
  [`${A}::new`]: (_, [value]) => new Atomic(value),
  [`${A}::default`]: () => new Atomic(0),
  [`${A}::load`]: (_, [of]) => atomic(of).cell[0],
  [`${A}::store`]: (_, [of, value]) => void (atomic(of).cell[0] = value),
  [`${A}::swap`]: change((_, value) => value),
  [`${A}::fetch_add`]: change((old, value, type) => wrap(exact("+", int(old), int(value)), rangeOf(type))),
  [`${A}::fetch_sub`]: change((old, value, type) => wrap(exact("-", int(old), int(value)), rangeOf(type))),
  [`${A}::fetch_max`]: change((old, value) => (int(value) > int(old) ? value : old)),
  [`${A}::fetch_min`]: change((old, value) => (int(value) < int(old) ? value : old)),
  [`${A}::fetch_and`]: change(bit("&")),
  [`${A}::fetch_or`]: change(bit("|")),
  [`${A}::fetch_xor`]: change(bit("^")),
  [`${A}::compare_exchange`]: (m, [of, expected, value]) => {
    const { cell } = atomic(of);
    const old = cell[0];
    if (old !== expected) return m.make.err(old);
    cell[0] = value;
    return m.make.ok(old);
  },
  [`${A}::fetch_update`]: (m, [of, , , f]) => {
    const { cell } = atomic(of);
    const old = cell[0];
    const next = m.call(f, [old]) as Adt;
    if (next.def.name === "None") return m.make.err(old);
    cell[0] = next.fields[0];
    return m.make.ok(old);
  },
  [`${A}::into_inner`]: (_, [of]) => (of as Atomic).cell[0],
  [`${A}::get_mut`]: (_, [of]) => new Ref(atomic(of).cell, 0),
  "std::sync::atomic::fence": () => undefined,
};

ATOMICS[`${A}::compare_exchange_weak`] = ATOMICS[`${A}::compare_exchange`] as Builtin;
