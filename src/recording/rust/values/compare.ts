/** `==`, `<` and `clone` on any two values, with the program's own impls where it has some. */
import { Adt, behind, Callable, Char, Float, isCopy, isNative, List, Range, Slice, strip, Text, textOf, Tuple, copyOf, itemsOf, Ref } from "./values.ts"; // prettier-ignore
import type { Machine, Value } from "./values.ts";
import type { FnDef } from "../syntax/definitions.ts";

/** A method of the program's own for a struct or an enum, or null. */
export function ownMethod(value: Value, name: string): FnDef | null {
  if (!(value instanceof Adt)) return null;
  const owner = value.def.kind === "variant" ? value.def.enum : value.def;
  const found = owner.methods.get(name);
  return found !== undefined && !found.isStd ? found : null;
}

const place = (value: Value): Ref => new Ref([value], 0);

export function equal(machine: Machine, left: Value, right: Value): boolean {
  const [a, b] = [behind(left), behind(right)];
  if (a === b && typeof a !== "object") return true;
  if (typeof a === "string" || a instanceof Text)
    return (typeof b === "string" || b instanceof Text) && textOf(a) === textOf(b);
  if (a instanceof Float) return b instanceof Float && a.value === b.value;
  if (a instanceof Char) return b instanceof Char && a.value === b.value;
  if (a instanceof Adt && b instanceof Adt) {
    const own = ownMethod(a, "eq");
    if (own !== null) return machine.callFn(own, [place(a), place(b)]) === true;
    if (a.def !== b.def) return false;
    return a.fields.every((field, i) => equal(machine, field, b.fields[i]));
  }
  if (a instanceof Tuple && b instanceof Tuple)
    return a.items.every((item, i) => equal(machine, item, b.items[i]));
  if ((a instanceof List || a instanceof Slice) && (b instanceof List || b instanceof Slice)) {
    const [x, y] = [itemsOf(a), itemsOf(b)];
    return x.length === y.length && x.every((item, i) => equal(machine, item, y[i]));
  }
  if (a instanceof Range && b instanceof Range)
    return (
      a.inclusive === b.inclusive &&
      equal(machine, a.fields[0], b.fields[0]) &&
      equal(machine, a.fields[1], b.fields[1])
    );
  const key = sortKey(a);
  if (key !== null) return key === sortKey(b);
  if (hasEntries(a) && hasEntries(b)) {
    const [x, y] = [a.entries(), b.entries()];
    if (x.length !== y.length) return false;
    return x.every(([k, v]) => y.some(([k2, v2]) => equal(machine, k, k2) && equal(machine, v, v2)));
  }
  return a === b;
}

interface Entries {
  entries(): [Value, Value][];
}

function hasEntries(value: Value): value is Entries {
  return isNative(value) && typeof (value as unknown as Partial<Entries>).entries === "function";
}

/** A native that is ordered by a number: a duration, an instant, an id. */
function sortKey(value: Value): number | null {
  const key = (value as { sortKey?: unknown } | null)?.sortKey;
  return typeof key === "number" ? key : null;
}

/** Negative, 0 or positive; null where there is no order (NaN). */
export function compare(machine: Machine, left: Value, right: Value): number | null {
  const [a, b] = [behind(left), behind(right)];
  if ((typeof a === "number" || typeof a === "bigint") && (typeof b === "number" || typeof b === "bigint"))
    return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === "boolean") return Number(a) - Number(b);
  if (a === undefined) return 0;
  if (a instanceof Float && b instanceof Float)
    return a.value < b.value ? -1 : a.value > b.value ? 1 : a.value === b.value ? 0 : null;
  if (a instanceof Char && b instanceof Char)
    return (a.value.codePointAt(0) as number) - (b.value.codePointAt(0) as number);
  if (typeof a === "string" || a instanceof Text) return compareTexts(textOf(a), textOf(b));
  if (a instanceof Tuple && b instanceof Tuple) return compareLists(machine, a.items, b.items);
  if (a instanceof List || a instanceof Slice) return compareLists(machine, itemsOf(a), itemsOf(b));
  if (a instanceof Adt && b instanceof Adt) return compareAdts(machine, a, b);
  const [x, y] = [sortKey(a), sortKey(b)];
  return x !== null && y !== null ? x - y : 0;
}

/** UTF-8 orders as code points do. */
function compareTexts(a: string, b: string): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference =
      ((x[i] as string).codePointAt(0) as number) - ((y[i] as string).codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

function compareLists(machine: Machine, a: readonly Value[], b: readonly Value[]): number | null {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(machine, a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareAdts(machine: Machine, a: Adt, b: Adt): number | null {
  for (const name of ["cmp", "partial_cmp"]) {
    const own = ownMethod(a, name);
    // `partial_cmp` that calls `cmp`, and the other way round, end in the one that is written out.
    if (own === null) continue;
    let answer = machine.callFn(own, [place(a), place(b)]);
    if (answer instanceof Adt && answer.def.name === "None") return null;
    if (answer instanceof Adt && answer.def.name === "Some") answer = answer.fields[0];
    return answer instanceof Adt && answer.def.kind === "variant" ? answer.def.index - 1 : 0;
  }
  if (a.def.kind === "variant" && b.def.kind === "variant" && a.def !== b.def)
    return a.def.index - b.def.index;
  const order = compareLists(machine, a.fields, b.fields);
  const owner = a.def.kind === "variant" ? a.def.enum : a.def;
  return owner.path === "std::cmp::Reverse" && order !== null ? -order : order;
}

/** `clone()` */
export function cloneOf(machine: Machine, value: Value): Value {
  const own = ownMethod(value, "clone");
  if (own !== null) return machine.callFn(own, [place(value)]);
  if (value instanceof Text) return new Text(value.text);
  if (value instanceof Adt)
    return new Adt(
      value.def,
      value.fields.map((field) => cloneOf(machine, field)),
    );
  if (value instanceof Tuple) return new Tuple(value.items.map((item) => cloneOf(machine, item)));
  if (value instanceof List) {
    machine.spend(value.items.length);
    return new List(
      value.items.map((item) => cloneOf(machine, item)),
      value.kind,
    );
  }
  if (value instanceof Callable) return new Callable(value.call, value.captured, value.name, value.steps);
  if (value instanceof Range)
    return new Range(cloneOf(machine, value.fields[0]), cloneOf(machine, value.fields[1]), value.inclusive);
  if (isCopy(value)) return copyOf(value);
  const clone = (value as { clone?: unknown } | null)?.clone;
  if (typeof clone === "function") return (clone as (machine: Machine) => Value).call(value, machine);
  throw new TypeError("this value has no clone");
}

export function less(machine: Machine, a: Value, b: Value): boolean {
  return (compare(machine, a, b) ?? 0) < 0;
}

/** A key for a hash map: equal values have equal keys. */
export function hashKey(value: Value): string {
  const at = behind(strip(value));
  if (typeof at === "string" || at instanceof Text) return `s${textOf(at)}`;
  if (at instanceof Char) return `c${at.value}`;
  if (at instanceof Float) return `f${at.value}`;
  if (at instanceof Tuple) return `(${at.items.map(hashKey).join(",")})`;
  if (at instanceof List || at instanceof Slice) return `[${itemsOf(at).map(hashKey).join(",")}]`;
  if (at instanceof Adt) return `${at.def.name}{${at.fields.map(hashKey).join(",")}}`;
  const key = sortKey(at);
  return key !== null ? `k${key}` : String(at);
}
