/** The types whose methods a value has. */
import { Context as ContextClass } from "../../../runtime/index.ts";
import type { FnDef, PrimDef } from "../syntax/definitions.ts";
import {
  Adt,
  Callable,
  Char,
  Float,
  isNative,
  Iter,
  List,
  Range,
  Slice,
  Text,
  Tuple,
} from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Interpreter } from "./interpreter.ts";
import type { OwnType } from "./owners.ts";
import { NO_SITE } from "./site.ts";
import type { Site } from "./site.ts";

/** The types whose methods a value has, the closest first. */
export function typesOf(machine: Interpreter, value: Value, site: Site): OwnType[] {
  const prim = (name: string): OwnType => machine.std.prims.get(name) as PrimDef;
  const std = (path: string): OwnType[] => {
    const def = machine.std.types.get(path);
    return def === undefined ? [] : [def];
  };
  if (typeof value === "number" || typeof value === "bigint") {
    const known = site.kind === "method" ? machine.typeOf(site.receiver) : undefined;
    const own =
      known !== undefined && machine.std.prims.has(known)
        ? [prim(known)]
        : INTS.map(prim).filter((type) => type.impls.length > 0);
    return [...own, prim("int")];
  }
  if (value instanceof Float) return [prim("f64"), prim("f32"), prim("float")];
  if (typeof value === "boolean") return [prim("bool")];
  if (typeof value === "string") return [prim("str")];
  if (value === undefined) return [prim("tuple")];
  if (value instanceof Char) return [prim("char")];
  if (value instanceof Text) return [...std("std::string::String"), prim("str")];
  if (value instanceof Adt) {
    const owner = value.def.kind === "variant" ? value.def.enum : value.def;
    const isIterator = owner.traits.has("Iterator");
    return isIterator ? [owner, ...std("std::iter::Iter")] : [owner];
  }
  if (value instanceof Tuple) return [prim("tuple")];
  if (value instanceof List) {
    const path =
      value.kind === "vec" ? "std::vec::Vec" : value.kind === "deque" ? "std::collections::VecDeque" : null;
    return [...(path === null ? [] : std(path)), prim("Slice"), ...std("std::slice::Slice")];
  }
  if (value instanceof Slice) return [prim("Slice"), ...std("std::slice::Slice")];
  if (value instanceof Range)
    return [...std(`std::ops::Range${value.inclusive ? "Inclusive" : ""}`), ...std("std::iter::Iter")];
  if (value instanceof Iter) return std("std::iter::Iter");
  if (value instanceof Callable) return [prim("fn")];
  if (value instanceof ContextClass) return std("std::task::Context");
  if (isNative(value)) return std(value.type);
  return [];
}

export function nameOf(machine: Interpreter, value: Value): string {
  if (value instanceof Adt) return value.def.kind === "variant" ? value.def.enum.name : value.def.name;
  if (isNative(value)) return value.type.split("::").at(-1) as string;
  return typesOf(machine, value, NO_SITE)[0]?.name ?? "this value";
}

export function ownMethod(value: Adt, name: string): FnDef | null {
  return (value.def.kind === "variant" ? value.def.enum : value.def).methods.get(name) ?? null;
}

export const INTS = ["i32", "u32", "u64", "usize", "i64", "u8", "i8", "u16", "i16", "u128", "i128", "isize"];
