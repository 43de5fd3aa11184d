/**
 * The values of a running program. Whole numbers are JavaScript numbers, or bigints beyond 2^53; `bool` is a boolean,
 * `&str` a string, `()` undefined. A `Box` and a `Pin` are what is in them.
 */
import { EndsRun } from "../../../runtime/errors.ts";
import type { FnDef, StructDef, VariantDef } from "../syntax/definitions.ts";

/** Any value of a program. The interpreter asks what it is before it uses it. */
export type Value = unknown;

/** What a variable or field holds before it is set and after it was moved away. */
export const EMPTY = Symbol("moved");

/** Something with a place: a variable in its frame, a field in its struct, an element in its list. */
export class Ref {
  readonly base: Value[];
  readonly key: number;
  constructor(base: Value[], key: number) {
    this.base = base;
    this.key = key;
  }
  get value(): Value {
    return this.base[this.key];
  }
  set value(value: Value) {
    this.base[this.key] = value;
  }
}

export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class Char {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** `String` */
export class Text {
  text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class Tuple {
  readonly items: Value[];
  constructor(items: Value[]) {
    this.items = items;
  }
}

/** A struct, or a variant of an enum. */
export class Adt {
  readonly def: StructDef | VariantDef;
  readonly fields: Value[];
  constructor(def: StructDef | VariantDef, fields: Value[]) {
    this.def = def;
    this.fields = fields;
  }
}

/** `Vec`, `VecDeque` and arrays. */
export class List {
  items: Value[];
  readonly kind: "vec" | "array" | "deque";
  constructor(items: Value[], kind: "vec" | "array" | "deque" = "vec") {
    this.items = items;
    this.kind = kind;
  }
}

/** `&[T]`: part of a list. */
export class Slice {
  readonly list: List;
  readonly start: number;
  readonly end: number;
  constructor(list: List, start: number, end: number) {
    this.list = list;
    this.start = start;
    this.end = end;
  }
}

/** All five kinds of range. */
export class Range {
  /** Low and high; EMPTY where there is none. */
  readonly fields: [Value, Value];
  readonly inclusive: boolean;
  constructor(low: Value, high: Value, inclusive: boolean) {
    this.fields = [low, high];
    this.inclusive = inclusive;
  }
}

/** What `next` gives at the end. */
export const END = Symbol("end");

/** Every iterator. */
export class Iter {
  readonly next: () => Value;
  /** From the other end; null where Rust has no such iterator or we cannot. */
  readonly back: (() => Value) | null;
  /** How many are left, if that is known. */
  readonly left: (() => number) | null;
  /** Drops what was not taken. */
  readonly drop: ((machine: Machine) => void) | null;
  /** One that was looked at and not taken. */
  peeked: { value: Value[] } | null = null;
  constructor(
    next: () => Value,
    back: (() => Value) | null = null,
    left: (() => number) | null = null,
    drop: ((machine: Machine) => void) | null = null,
  ) {
    this.next = next;
    this.back = back;
    this.left = left;
    this.drop = drop;
  }
}

/** A closure, or a function as a value. */
export class Callable {
  readonly call: (args: Value[]) => Value;
  /** What it has captured, to drop with it. */
  readonly captured: Value[];
  readonly name: string;
  /** The same for a body that can stop at seams; for threads that block. */
  readonly steps: ((args: Value[]) => Generator<unknown, Value, unknown>) | null;
  constructor(
    call: (args: Value[]) => Value,
    captured: Value[],
    name: string,
    steps: ((args: Value[]) => Generator<unknown, Value, unknown>) | null = null,
  ) {
    this.call = call;
    this.captured = captured;
    this.name = name;
    this.steps = steps;
  }
}

/** A value of std's or tokio's that is none of the above. */
export interface Native {
  /** Its path, such as `tokio::sync::Mutex`. */
  readonly type: string;
  drop?(machine: Machine): void;
  /** The place that it points to, if it is a pointer or a guard. */
  deref?(): Ref;
}

export function isNative(value: Value): value is Native {
  return (
    typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"
  );
}

/** What natives may ask of the interpreter. */
export interface Machine {
  call(callable: Value, args: Value[]): Value;
  callFn(def: FnDef, args: Value[]): Value;
  drop(value: Value): void;
  /** Last first. */
  dropAll(values: Value[]): void;
  /** The variants and structs that the interpreter makes itself. */
  readonly make: Make;
  /** Prints a line on standard output or error. */
  print(text: string, toError: boolean): void;
  /** Counts work, and ends a run that has done too much of it. */
  spend(steps: number): void;
  readonly random: () => number;
  /** Whether a panic is on its way through the code that runs. */
  readonly isPanicking: boolean;
}

export interface Make {
  some(value: Value): Adt;
  none(): Adt;
  option(value: Value): Adt;
  ok(value: Value): Adt;
  err(value: Value): Adt;
  ready(value: Value): Adt;
  pending(): Adt;
  ordering(sign: number): Adt;
  /** A struct or variant by its path: `tokio::sync::mpsc::error::TryRecvError::Empty`. */
  adt(path: string, ...fields: Value[]): Adt;
}

/** Follows references to what they refer to in the end. */
export function strip(value: Value): Value {
  let at = value;
  while (at instanceof Ref) at = at.value;
  return at;
}

/** The text of a `&str`, a `String` or a reference to one. */
export function textOf(value: Value): string {
  const at = behind(value);
  if (typeof at === "string") return at;
  if (at instanceof Text) return at.text;
  if (at instanceof Char) return at.value;
  throw new TypeError("a text was expected here");
}

/** Follows references, pointers and guards. */
export function behind(value: Value): Value {
  let at = value;
  for (;;) {
    if (at instanceof Ref) at = at.value;
    else if (isNative(at) && at.deref !== undefined) at = at.deref().value;
    else return at;
  }
}

/** The elements of a list, a slice or a reference to one. */
export function itemsOf(value: Value): readonly Value[] {
  const at = behind(value);
  if (at instanceof List) return at.items;
  if (at instanceof Slice) return at.list.items.slice(at.start, at.end);
  if (typeof at === "string") return [...new TextEncoder().encode(at)];
  throw new TypeError("a list was expected here");
}

/** Whether a value of this kind stays usable where it was when it is used by value. */
export function isCopy(value: Value): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (value instanceof Ref || value instanceof Float || value instanceof Char || value instanceof Slice)
    return true;
  if (value instanceof Adt) {
    const owner = value.def.kind === "variant" ? value.def.enum : value.def;
    if (!owner.traits.has("Copy") && !OF_WHAT_IS_IN_IT.has(owner.path)) return false;
    return value.fields.every(isCopy);
  }
  if (value instanceof Tuple) return value.items.every(isCopy);
  if (value instanceof List) return value.kind === "array" && value.items.every(isCopy);
  if (value instanceof Callable) return value.captured.every(isCopy);
  return isNative(value) && COPIED.has(value.type);
}

const OF_WHAT_IS_IN_IT: ReadonlySet<string> = new Set([
  "std::option::Option",
  "std::result::Result",
  "std::task::Poll",
  "std::ops::ControlFlow",
  "std::cmp::Reverse",
]);
const COPIED: ReadonlySet<string> = new Set([
  "std::time::Duration",
  "std::time::Instant",
  "tokio::time::Instant",
  "tokio::task::Id",
  "std::thread::ThreadId",
]);

/** A second, independent value of one that is `Copy`. */
export function copyOf(value: Value): Value {
  if (value instanceof Adt)
    return value.fields.length === 0 ? value : new Adt(value.def, value.fields.map(copyOf));
  if (value instanceof Tuple) return new Tuple(value.items.map(copyOf));
  if (value instanceof List) return new List(value.items.map(copyOf), value.kind);
  return value;
}

class UsedAfterMove extends EndsRun {}

/** Uses what is in a place by value: a copy, or the value itself, which then is gone from there. */
export function take(base: Value[], key: number): Value {
  const value = base[key];
  if (typeof value !== "object" || value === null) {
    if (value === EMPTY) throw new UsedAfterMove("a value was used after it had been moved away");
    return value;
  }
  if (value instanceof Ref || value instanceof Float) return value;
  if (isCopy(value)) return copyOf(value);
  base[key] = EMPTY;
  return value;
}

/** Puts a value where another is, which is not dropped. */
export function replace(at: Ref, value: Value): Value {
  let place = at;
  while (place.value instanceof Ref) place = place.value;
  const old = place.value;
  place.value = value;
  return old;
}
