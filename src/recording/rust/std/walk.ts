/** Walks lists, ranges, texts, maps, and iterators of the program: what `into_iter` gives. */
import type { Interpreter } from "../run/interpreter.ts";
import { normal } from "../values/numbers.ts";
import { Adt, Char, EMPTY, END, isNative, Iter, List, Range, Ref, Slice, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { MapValue, SetValue } from "./maps.ts";
import type { Site } from "../run/site.ts";
import { utf8Length } from "../values/utf8.ts";

export function ofArray(items: readonly Value[]): Iter {
  let [from, to] = [0, items.length];
  return new Iter(
    () => (from < to ? items[from++] : END),
    () => (from < to ? items[--to] : END),
    () => to - from,
    (machine) => {
      while (from < to) machine.drop(items[from++]);
    },
  );
}

/** References to the elements. */
export function ofPlaces(items: Value[], start: number, end: number): Iter {
  let [from, to] = [start, end];
  return new Iter(
    () => (from < to ? new Ref(items, from++) : END),
    () => (from < to ? new Ref(items, --to) : END),
    () => to - from,
  );
}

function ofRange(range: Range): Iter {
  const [low, high] = range.fields;
  const open = high === EMPTY;
  if (low instanceof Char) {
    const codes: Value[] = [];
    const last = ((high as Char).value.codePointAt(0) as number) + (range.inclusive ? 1 : 0);
    for (let code = low.value.codePointAt(0) as number; code < last; code++)
      codes.push(new Char(String.fromCodePoint(code)));
    return ofArray(codes);
  }
  if (typeof low === "bigint" || typeof high === "bigint") return ofBigRange(range);
  let from = low as number;
  let to = open ? Infinity : (high as number) + (range.inclusive ? 1 : 0);
  return new Iter(
    () => {
      if (from >= to) return END;
      const value = from++;
      if (!range.inclusive) range.fields[0] = from;
      return value;
    },
    () => (from < to ? --to : END),
    () => Math.max(0, to - from),
  );
}

function ofBigRange(range: Range): Iter {
  let from = BigInt(range.fields[0] as number);
  const to = BigInt(range.fields[1] as number) + (range.inclusive ? 1n : 0n);
  return new Iter(() => (from < to ? normal(from++) : END));
}

/** `into_iter` of anything: by value, or by reference behind one. */
export function iterOf(machine: Interpreter, of: Value, site: Site): Iter {
  let value = of;
  let byRef = false;
  while (value instanceof Ref) {
    byRef = true;
    value = value.value;
  }
  while (isNative(value) && value.deref !== undefined) {
    byRef = true;
    value = value.deref().value;
    while (value instanceof Ref) value = value.value;
  }
  if (value instanceof Iter) return value;
  if (value instanceof List)
    return byRef ? ofPlaces(value.items, 0, value.items.length) : ofArray(value.items.splice(0));
  if (value instanceof Slice) return ofPlaces(value.list.items, value.start, value.end);
  if (value instanceof Range) return ofRange(value);
  if (value instanceof MapValue) {
    if (byRef) return ofArray(value.places().map(([key, at]) => new Tuple([key, at])));
    return ofArray(value.takeAll().map(([k, v]) => new Tuple([k, v])));
  }
  if (value instanceof SetValue) return byRef ? ofArray(value.refs()) : ofArray(value.takeAll());
  if (value instanceof Adt) {
    const owner = value.def.kind === "variant" ? value.def.enum : value.def;
    const next = owner.methods.get("next");
    if (next !== undefined && !next.isStd)
      return ofOwn(machine, byRef ? (of as Ref) : new Ref([value], 0), value);
    const into = owner.methods.get("into_iter");
    if (into !== undefined && !into.isStd)
      return iterOf(machine, machine.callFn(into, [byRef ? of : value]), site);
    if (owner.path === "std::option::Option" || owner.path === "std::result::Result") {
      const has = value.def.name === "Some" || value.def.name === "Ok";
      return ofArray(!has ? [] : [byRef ? new Ref(value.fields, 0) : value.fields[0]]);
    }
  }
  return machine.refuse(
    site.from === 0 ? machine.at : site.from,
    "This is no iterator that runs here.",
    "a `Vec`, a range, or `.iter()`",
  );
}

/** An iterator of the program's own. */
function ofOwn(machine: Interpreter, at: Ref, value: Adt): Iter {
  const owner = value.def.kind === "variant" ? value.def.enum : value.def;
  const next = owner.methods.get("next");
  return new Iter(
    () => {
      const item = machine.callFn(next as NonNullable<typeof next>, [at]);
      return item instanceof Adt && item.def.name === "Some" ? item.fields[0] : END;
    },
    null,
    null,
    () => machine.drop(at.value),
  );
}

export function* each(machine: Interpreter, iter: Iter): Generator<Value, void, unknown> {
  for (;;) {
    const value = machine.nextOf(iter);
    if (value === END) return;
    yield value;
  }
}

export const self = (machine: Interpreter, value: Value, site: Site): Iter => iterOf(machine, value, site);

export function some(machine: Interpreter, value: Value): Value {
  return machine.make.option(value);
}

/** From an `Option` that a closure gave: its value, or END. */
export function orEnd(value: Value): Value {
  return value instanceof Adt && value.def.name === "Some" ? value.fields[0] : END;
}

export const look = (value: Value): Value => (value instanceof Ref ? value : new Ref([value], 0));

export function textIter(text: string): Iter {
  return ofArray(Array.from(text).map((char) => new Char(char)));
}

export function charIndices(text: string): Iter {
  let at = 0;
  return ofArray(
    Array.from(text).map((char) => {
      const pair = new Tuple([at, new Char(char)]);
      at += utf8Length(char);
      return pair;
    }),
  );
}

export function back(m: Interpreter, iter: Iter, site: Site): Value {
  if (iter.back === null) {
    // From the end of an iterator that only goes forward: take all of it first.
    const all = ofArray([...each(m, iter)]);
    Object.assign(iter, { next: all.next, back: all.back, left: all.left });
  }
  m.spend(1);
  return iter.back === null ? m.refuse(site.from, "This iterator has no end to begin from.") : iter.back();
}
