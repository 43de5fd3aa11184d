/** Places of the running program: fields, elements, slices, what a reference refers to. */
import { Panic } from "../../../runtime/index.ts";
import type { FnDef } from "../syntax/definitions.ts";
import { hashKey } from "../values/compare.ts";
import { utf8Length, utf8Slice } from "../values/utf8.ts";
import {
  Adt,
  behind,
  EMPTY,
  isNative,
  List,
  Range,
  Ref,
  Slice,
  Text,
  textOf,
  Tuple,
} from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Interpreter } from "./interpreter.ts";
import { fieldIndex } from "./match.ts";
import { pointee } from "./methods.ts";
import { nameOf, ownMethod } from "./types-of.ts";

export function fieldPlace(machine: Interpreter, at: Ref, name: string, nameAt: number): Ref {
  let place = at;
  for (;;) {
    const { value } = place;
    const found = fieldOf(value, name);
    if (found !== null) return found;
    if (value === EMPTY) return machine.refuse(nameAt, "A value was used here after it had been moved away.");
    const next = pointee(machine, value);
    if (next === null)
      return machine.refuse(nameAt, `\`${nameOf(machine, value)}\` has no field \`${name}\`.`);
    place = next;
  }
}

/** `*x`; a box is what is in it. */
export function derefPlace(machine: Interpreter, at: Ref, from: number): Ref {
  if (at.value === EMPTY) return machine.refuse(from, "A value was used here after it had been moved away.");
  return pointee(machine, at.value) ?? at;
}

export function elementPlace(machine: Interpreter, of: Ref, index: Value): Ref {
  const value = sequenceAt(machine, of);
  if (value instanceof Adt)
    return machine.callFn(ownIndex(value) as FnDef, [new Ref([value], 0), index]) as Ref;
  if (index instanceof Range) return new Ref([sliced(value, index)], 0);
  if (isNative(value)) {
    const get = (value as unknown as { get?: (key: string) => Ref | null }).get;
    const found = get?.call(value, hashKey(index)) ?? null;
    if (found === null) throw new Panic("key not found in the map");
    return found;
  }
  const items = value instanceof Slice ? value.list.items : (value as List).items;
  const start = value instanceof Slice ? value.start : 0;
  const length = value instanceof Slice ? value.end - value.start : items.length;
  const i = Number(behind(index));
  if (i >= length) throw new Panic(`index out of bounds: the len is ${length} but the index is ${i}`);
  return new Ref(items, start + i);
}

function sequenceAt(machine: Interpreter, of: Ref): Value {
  let at = of;
  for (;;) {
    const { value } = at;
    if (value instanceof List || value instanceof Slice || value instanceof Text || typeof value === "string")
      return value;
    if (isNative(value) && value.deref === undefined) return value;
    const next = pointee(machine, value);
    if (next === null) {
      if (value instanceof Adt && ownIndex(value) !== null) return value;
      return machine.refuse(machine.at, `\`${nameOf(machine, value)}\` cannot be indexed here.`);
    }
    at = next;
  }
}

/** An impl of `IndexMut` gives the same place as that of `Index`. */
const ownIndex = (value: Adt): FnDef | null => ownMethod(value, "index_mut") ?? ownMethod(value, "index");

function sliced(value: Value, range: Range): Value {
  const length =
    typeof value === "string" || value instanceof Text
      ? utf8Length(textOf(value))
      : value instanceof Slice
        ? value.end - value.start
        : (value as List).items.length;
  const low = range.fields[0] === EMPTY ? 0 : Number(range.fields[0]);
  const high = range.fields[1] === EMPTY ? length : Number(range.fields[1]) + (range.inclusive ? 1 : 0);
  if (low > high) throw new Panic(`slice index starts at ${low} but ends at ${high}`);
  if (high > length) throw new Panic(`range end index ${high} out of range for slice of length ${length}`);
  if (typeof value === "string" || value instanceof Text) return utf8Slice(textOf(value), low, high);
  if (value instanceof Slice) return new Slice(value.list, value.start + low, value.start + high);
  return new Slice(value as List, low, high);
}

export function repeated(machine: Interpreter, value: Value, length: number): Value[] {
  machine.spend(length);
  if (length > 5_000_000)
    return machine.refuse(machine.at, "A list may hold at most 5 million elements here.");
  const items: Value[] = [];
  for (let i = 1; i < length; i++) items.push(machine.cloned(value));
  if (length > 0) items.push(value);
  return items;
}

/** The field of a struct or a tuple, behind any references and guards; null when there is none. */
function fieldOf(value: Value, name: string): Ref | null {
  if (value instanceof Adt) {
    const index = fieldIndex(value, name);
    return index === -1 ? null : new Ref(value.fields, index);
  }
  if (value instanceof Tuple && /^\d+$/.test(name) && Number(name) < value.items.length)
    return new Ref(value.items, Number(name));
  const fields = (value as { fields?: unknown } | null)?.fields;
  if (Array.isArray(fields) && (name === "start" || name === "end"))
    return new Ref(fields as Value[], name === "start" ? 0 : 1);
  return null;
}
