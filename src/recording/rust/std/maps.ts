/** Maps and sets. The order of a `HashMap` is random in Rust; here it is the order of insertion. */
import { compare, hashKey, cloneOf } from "../values/compare.ts";
import { group } from "../values/format.ts";
import { EMPTY, Ref } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";

/** One entry: key and value in places of their own. */
type Entry = [key: Value, value: Value];

export class MapValue implements Native {
  readonly type: string;
  readonly #machine: Machine;
  readonly #entries = new Map<string, Entry>();

  constructor(type: string, machine: Machine) {
    this.type = type;
    this.#machine = machine;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** In order: a `BTreeMap` by key. */
  ordered(): Entry[] {
    const all = [...this.#entries.values()];
    if (this.type === "std::collections::BTreeMap") all.sort(([a], [b]) => compare(this.#machine, a, b) ?? 0);
    return all;
  }

  entries(): [Value, Value][] {
    return this.ordered().map(([key, value]) => [key, value]);
  }

  places(): [Ref, Ref][] {
    return this.ordered().map((entry) => [new Ref(entry, 0), new Ref(entry, 1)]);
  }

  get(key: string): Ref | null {
    const entry = this.#entries.get(key);
    return entry === undefined ? null : new Ref(entry, 1);
  }

  /** The value that was there, or EMPTY. */
  insert(key: Value, value: Value): Value {
    this.#machine.spend(1);
    const name = hashKey(key);
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      this.#entries.set(name, [key, value]);
      return EMPTY;
    }
    const old = entry[1];
    entry[1] = value;
    return old;
  }

  remove(key: Value): Entry | null {
    const name = hashKey(key);
    const entry = this.#entries.get(name) ?? null;
    this.#entries.delete(name);
    return entry;
  }

  takeAll(): Entry[] {
    const all = this.ordered();
    this.#entries.clear();
    return all;
  }

  /** All of it, in a map of its own. */
  taken(): MapValue {
    const map = new MapValue(this.type, this.#machine);
    for (const [key, value] of this.takeAll()) map.insert(key, value);
    return map;
  }

  drop(machine: Machine): void {
    for (const [key, value] of this.takeAll()) {
      machine.drop(key);
      machine.drop(value);
    }
  }

  clone(machine: Machine): MapValue {
    const map = new MapValue(this.type, machine);
    for (const [key, value] of this.#entries.values())
      map.insert(cloneOf(machine, key), cloneOf(machine, value));
    return map;
  }

  debug(show: (value: Value) => string, pretty: boolean): string {
    return group(
      "{",
      this.ordered().map(([key, value]) => `${show(key)}: ${show(value)}`),
      "}",
      pretty,
    );
  }
}

/** Sets, and the heap, which is a list in order. */
export class SetValue implements Native {
  readonly type: string;
  readonly #machine: Machine;
  #items: Value[] = [];
  readonly #names = new Set<string>();

  constructor(type: string, machine: Machine) {
    this.type = type;
    this.#machine = machine;
  }

  get size(): number {
    return this.#items.length;
  }

  get #isHeap(): boolean {
    return this.type === "std::collections::BinaryHeap";
  }

  /** A heap gives its largest first. */
  ordered(): Value[] {
    const all = [...this.#items];
    if (this.type === "std::collections::HashSet") return all;
    const sign = this.#isHeap ? -1 : 1;
    return all.sort((a, b) => sign * (compare(this.#machine, a, b) ?? 0));
  }

  entries(): [Value, Value][] {
    return this.ordered().map((value) => [value, undefined]);
  }

  refs(): Ref[] {
    return this.ordered().map((value) => new Ref([value], 0));
  }

  has(value: Value): boolean {
    return this.#names.has(hashKey(value));
  }

  insert(value: Value): boolean {
    this.#machine.spend(1);
    const name = hashKey(value);
    if (!this.#isHeap && this.#names.has(name)) {
      this.#machine.drop(value);
      return false;
    }
    this.#names.add(name);
    this.#items.push(value);
    return true;
  }

  /** Takes out an item that is in it; EMPTY if it is not. */
  remove(value: Value): Value {
    const name = hashKey(value);
    const at = this.#items.findIndex((item) => hashKey(item) === name);
    if (at === -1) return EMPTY;
    this.#names.delete(name);
    return this.#items.splice(at, 1)[0];
  }

  takeAll(): Value[] {
    const all = this.ordered();
    this.#items = [];
    this.#names.clear();
    return all;
  }

  drop(machine: Machine): void {
    for (const value of this.takeAll()) machine.drop(value);
  }

  clone(machine: Machine): SetValue {
    const set = new SetValue(this.type, machine);
    for (const value of this.#items) set.insert(cloneOf(machine, value));
    return set;
  }

  debug(show: (value: Value) => string, pretty: boolean): string {
    const [open, close] = this.#isHeap ? ["[", "]"] : ["{", "}"];
    return group(open, this.ordered().map(show), close, pretty);
  }
}
