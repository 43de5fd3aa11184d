/** Tests a value in its place against a pattern, and binds the pattern's variables. */
import type { Expr, Pattern } from "../syntax/ast.ts";
import { Adt, copyOf, isCopy, List, Range, Ref, Slice, take, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { compare, equal } from "../values/compare.ts";
import type { Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";
import { constant } from "./constants.ts";
import { shapeOf } from "./owners.ts";

/** How variables get their values: moved out of the place, a reference to it, or a look at it that leaves it alone. */
type Mode = "move" | "ref" | "look";

export class Matcher {
  readonly #machine: Interpreter;
  readonly #constant: (expr: Expr) => Value;

  constructor(machine: Interpreter, constant: (expr: Expr) => Value) {
    this.#machine = machine;
    this.#constant = constant;
  }

  /** Whether the value matches; binds nothing. */
  test(pattern: Pattern, at: Ref): boolean {
    switch (pattern.kind) {
      case "wild":
      case "rest":
        return true;
      case "bind":
        return pattern.sub === null || this.test(pattern.sub, at);
      case "or":
        return pattern.of.some((one) => this.test(one, at));
      case "ref":
        return at.value instanceof Ref ? this.test(pattern.of, at.value) : this.test(pattern.of, at);
      case "literal":
        return equal(this.#machine, at.value, this.#constant(pattern.value));
      case "range": {
        const value = at.value;
        if (pattern.low !== null && (compare(this.#machine, value, this.#constant(pattern.low)) ?? -1) < 0)
          return false;
        if (pattern.high === null) return true;
        const order = compare(this.#machine, value, this.#constant(pattern.high)) ?? 1;
        return pattern.inclusive ? order <= 0 : order < 0;
      }
      default:
        return this.#testShape(pattern, through(at));
    }
  }

  #testShape(pattern: Pattern, at: Ref): boolean {
    const value = at.value;
    switch (pattern.kind) {
      case "path": {
        const { target } = pattern.path;
        if (target?.kind === "const" || target?.kind === "assoc")
          return equal(this.#machine, value, constant(this.#machine, target, pattern.from));
        if (target?.kind === "variant") return value instanceof Adt && value.def === target;
        return true;
      }
      case "tuple-struct":
      case "struct": {
        const def = shapeOf(this.#machine, pattern.path.target, pattern.from);
        if (!(value instanceof Adt) || (def.kind === "variant" && value.def !== def)) return false;
        if (pattern.kind === "struct")
          return pattern.fields.every(({ name, pattern: inner }) =>
            this.test(inner, new Ref(value.fields, fieldIndex(value, name))),
          );
        return this.#testItems(pattern.items, value.fields);
      }
      case "tuple":
        return value instanceof Tuple
          ? this.#testItems(pattern.items, value.items)
          : pattern.items.length === 0;
      case "slice": {
        const items = elements(value);
        const rest = pattern.items.findIndex(isRest);
        if (rest === -1 ? items.length !== pattern.items.length : items.length < pattern.items.length - 1)
          return false;
        return this.#testItems(pattern.items, items);
      }
      default:
        return false;
    }
  }

  #testItems(patterns: readonly Pattern[], items: Value[]): boolean {
    return spread(patterns, items.length).every(([pattern, index]) =>
      index === null ? true : this.test(pattern, new Ref(items, index)),
    );
  }

  /** Binds the variables of a pattern that matches. */
  bind(f: Frame, pattern: Pattern, at: Ref, mode: Mode = "move"): void {
    switch (pattern.kind) {
      case "bind": {
        const slot = pattern.local?.slot as number;
        if (pattern.sub !== null) this.bind(f, pattern.sub, at, mode);
        if (mode === "ref" || pattern.byRef)
          f.slots[slot] = mode === "ref" && at.value instanceof Slice ? at.value : at;
        else if (mode === "look") f.slots[slot] = isCopy(at.value) ? copyOf(at.value) : at.value;
        else f.slots[slot] = pattern.sub === null ? take(at.base, at.key) : copyOf(at.value);
        break;
      }
      case "or": {
        const matching = pattern.of.find((one) => this.test(one, at));
        if (matching !== undefined) this.bind(f, matching, at, mode);
        break;
      }
      case "ref":
        this.bind(f, pattern.of, at.value instanceof Ref ? at.value : at, mode === "look" ? "look" : "move");
        break;
      case "tuple-struct":
      case "struct":
      case "tuple":
      case "slice": {
        const inner = through(at);
        this.#bindShape(f, pattern, inner, inner === at || mode === "look" ? mode : "ref");
        break;
      }
      default:
    }
  }

  #bindShape(f: Frame, pattern: Pattern, at: Ref, mode: Mode): void {
    const value = at.value;
    if (pattern.kind === "struct") {
      if (!(value instanceof Adt)) return;
      for (const { name, pattern: inner } of pattern.fields)
        this.bind(f, inner, new Ref(value.fields, fieldIndex(value, name)), mode);
      return;
    }
    if (pattern.kind === "slice") {
      const items = elements(value);
      const list = value instanceof List ? value : new List(items, "array");
      for (const [inner, index, end] of spread(pattern.items, items.length)) {
        if (index !== null) this.bind(f, inner, new Ref(items, index), mode);
        else if (inner.kind === "bind" && inner.local !== undefined && end !== undefined) {
          const offset = value instanceof Slice ? value.start : 0;
          const whole = value instanceof Slice ? value.list : list;
          f.slots[inner.local.slot] = new Slice(whole, offset + end[0], offset + end[1]);
        }
      }
      return;
    }
    if (pattern.kind !== "tuple-struct" && pattern.kind !== "tuple") return;
    const items = value instanceof Adt ? value.fields : value instanceof Tuple ? value.items : [];
    for (const [inner, index] of spread(pattern.items, items.length))
      if (index !== null) this.bind(f, inner, new Ref(items, index), mode);
  }
}

/** Default binding modes: a pattern that is no reference looks behind references. */
function through(at: Ref): Ref {
  let place = at;
  while (place.value instanceof Ref) place = place.value;
  return place;
}

export function fieldIndex(value: Adt, name: string): number {
  return value.def.fields.findIndex((field) => field.name === name);
}

function elements(value: Value): Value[] {
  if (value instanceof List) return value.items;
  if (value instanceof Slice) return value.list.items.slice(value.start, value.end);
  return value instanceof Range ? [] : [];
}

const isRest = (pattern: Pattern): boolean =>
  pattern.kind === "rest" || (pattern.kind === "bind" && pattern.sub?.kind === "rest");

/** Which element each pattern is for; the one of `..` gets none, but the range it stands for. */
function spread(
  patterns: readonly Pattern[],
  length: number,
): [pattern: Pattern, index: number | null, range?: [number, number]][] {
  const rest = patterns.findIndex(isRest);
  return patterns.map((pattern, i) => {
    if (rest === -1 || i < rest) return [pattern, i];
    if (i === rest) return [pattern, null, [i, length - (patterns.length - 1 - i)]];
    return [pattern, length - (patterns.length - i)];
  });
}
