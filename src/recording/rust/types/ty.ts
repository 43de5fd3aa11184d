/** Types as the checks see them, and unification. What is not understood is `unknown`, which fits everything. */
import type { EnumDef, FnDef, StructDef } from "../syntax/definitions.ts";
import type { Shape } from "./shape.ts";

/** Of a type parameter: a function, a future or an iterator. */
export type Demand =
  { kind: "fn"; params: Ty[]; returns: Ty } | { kind: "future"; out: Ty } | { kind: "iterator"; item: Ty };

export type Ty =
  | { k: "var"; to: Ty | null; literal: "int" | "float" | null; demands: Demand[] }
  | { k: "adt"; def: StructDef | EnumDef; args: Ty[] }
  | { k: "prim"; name: string }
  | { k: "tuple"; items: Ty[] }
  | { k: "ref"; mut: boolean; of: Ty }
  | { k: "array"; of: Ty; length: string | null }
  | { k: "slice"; of: Ty }
  | { k: "fn"; params: Ty[]; returns: Ty; isAsync: boolean; def: FnDef | null }
  | { k: "future"; out: Ty }
  | { k: "param"; name: string; demands: Demand[] }
  | { k: "never" }
  | { k: "unknown" };

export const UNKNOWN: Ty = { k: "unknown" };
export const NEVER: Ty = { k: "never" };
export const UNIT: Ty = { k: "tuple", items: [] };
export const BOOL: Ty = { k: "prim", name: "bool" };

export const prim = (name: string): Ty => ({ k: "prim", name });
export const fresh = (literal: "int" | "float" | null = null): Ty => ({
  k: "var",
  to: null,
  literal,
  demands: [],
});
export const refTo = (of: Ty, mut = false): Ty => ({ k: "ref", mut, of });

/** Follows variables to what they stand for. */
export function find(ty: Ty): Ty {
  let at = ty;
  while (at.k === "var" && at.to !== null) at = at.to;
  return at;
}

const INT = /^[iu](?:\d|size)/;
const FLOAT = /^f\d/;

/** @returns whether the two can be the same type; binds variables on the way */
export function unify(left: Ty, right: Ty): boolean {
  const [a, b] = [find(left), find(right)];
  if (a === b || a.k === "unknown" || b.k === "unknown" || a.k === "never" || b.k === "never") return true;
  if (a.k === "var") return bind(a, b);
  if (b.k === "var") return bind(b, a);
  // A parameter of a generic function may stand for anything that the checks do not follow.
  if (a.k === "param") return b.k === "param" && a.name === b.name;
  if (a.k === "adt") return b.k === "adt" && a.def === b.def && all(a.args, b.args);
  if (a.k === "prim") return b.k === "prim" && a.name === b.name;
  if (a.k === "tuple") return b.k === "tuple" && a.items.length === b.items.length && all(a.items, b.items);
  if (a.k === "ref") return b.k === "ref" && unify(a.of, b.of);
  if (a.k === "array") return b.k === "array" ? unify(a.of, b.of) : b.k === "slice" && unify(a.of, b.of);
  if (a.k === "slice") return (b.k === "slice" || b.k === "array") && unify(a.of, b.of);
  if (a.k === "future") return b.k === "future" && unify(a.out, b.out);
  if (a.k === "fn")
    return (
      b.k === "fn" &&
      a.params.length === b.params.length &&
      all(a.params, b.params) &&
      unify(a.returns, b.returns)
    );
  return false;
}

function all(left: readonly Ty[], right: readonly Ty[]): boolean {
  return left.every((ty, i) => {
    const other = right[i];
    return other === undefined || unify(ty, other);
  });
}

function bind(variable: Extract<Ty, { k: "var" }>, to: Ty): boolean {
  const { literal } = variable;
  if (to.k === "var") {
    if (literal !== null && to.literal !== null && literal !== to.literal) return false;
    to.literal ??= literal;
    to.demands.push(...variable.demands);
  } else if (literal === "int" && !(to.k === "prim" && INT.test(to.name)) && to.k !== "param") return false;
  else if (literal === "float" && !(to.k === "prim" && FLOAT.test(to.name)) && to.k !== "param") return false;
  else if (occurs(variable, to)) return true;
  variable.to = to;
  return true;
}

function occurs(variable: Ty, inside: Ty): boolean {
  const at = find(inside);
  if (at === variable) return true;
  if (at.k === "adt") return at.args.some((arg) => occurs(variable, arg));
  if (at.k === "tuple") return at.items.some((item) => occurs(variable, item));
  if (at.k === "ref" || at.k === "array" || at.k === "slice") return occurs(variable, at.of);
  if (at.k === "future") return occurs(variable, at.out);
  if (at.k === "fn")
    return occurs(variable, at.returns) || at.params.some((param) => occurs(variable, param));
  return false;
}

/** As rustc would write it. */
export function show(ty: Ty): string {
  const at = find(ty);
  switch (at.k) {
    case "var":
      return at.literal === "int" ? "{integer}" : at.literal === "float" ? "{float}" : "_";
    case "adt": {
      const name = at.def.name === "Atomic" ? `Atomic` : at.def.name;
      return at.args.length === 0 ? name : `${name}<${at.args.map(show).join(", ")}>`;
    }
    case "prim":
      return at.name;
    case "tuple":
      return at.items.length === 1 ? `(${show(at.items[0] as Ty)},)` : `(${at.items.map(show).join(", ")})`;
    case "ref":
      return `&${at.mut ? "mut " : ""}${show(at.of)}`;
    case "array":
      return `[${show(at.of)}; ${at.length ?? "_"}]`;
    case "slice":
      return `[${show(at.of)}]`;
    case "fn":
      return at.def === null ? "a closure" : `fn ${at.def.name}`;
    case "future":
      return `impl Future<Output = ${show(at.out)}>`;
    case "param":
      return at.name;
    case "never":
      return "!";
    default:
      return "_";
  }
}

/** For the running program: references are left out. */
export function shapeOf(ty: Ty): Shape | null {
  const at = find(ty);
  switch (at.k) {
    case "var":
      return at.literal === null ? null : { name: at.literal === "int" ? "i32" : "f64", args: [] };
    case "adt":
      return { name: at.def.path, args: at.args.map(shapeOrNothing) };
    case "prim":
      return { name: at.name, args: [] };
    case "tuple":
      return { name: "tuple", args: at.items.map(shapeOrNothing) };
    case "ref":
      return shapeOf(at.of);
    case "array":
      return { name: "array", args: [shapeOrNothing(at.of), { name: at.length ?? "", args: [] }] };
    default:
      return null;
  }
}

function shapeOrNothing(ty: Ty): Shape {
  return shapeOf(ty) ?? { name: "", args: [] };
}
