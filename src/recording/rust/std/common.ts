/** Methods that many types have: `clone`, `to_string`, comparisons, conversions; and what writes `Debug` by hand. */
import type { Interpreter } from "../run/interpreter.ts";
import { cloneOf, compare, equal } from "../values/compare.ts";
import { display, Formatter, formatted, PLAIN, debug } from "../values/format.ts";
import { castInt, isInt, normal, rangeOf, within } from "../values/numbers.ts";
import {
  behind,
  Char,
  Float,
  isNative,
  List,
  Ref,
  Slice,
  Text,
  take,
  textOf,
  itemsOf,
} from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { collect } from "./collect.ts";
import { iterOf } from "./walk.ts";
import { defaultOf } from "./option.ts";
import { integer } from "./parse.ts";
import { Pointer } from "./pointers.ts";
import { binary } from "../run/operators.ts";
import { converting } from "../run/defaults.ts";
import type { Builtin, Site } from "../run/site.ts";

/** `into()`: what the type asks for, made from what there is. */
function into(m: Interpreter, value: Value, site: Site): Value {
  const shape = m.shape(site);
  const at = behindRefs(value);
  if (shape === null) return typeof at === "string" ? new Text(at) : value;
  switch (shape.name) {
    case "std::string::String":
      return new Text(textOf(value));
    case "std::option::Option":
      return m.make.some(value);
    case "std::sync::Arc":
    case "std::rc::Rc":
      return new Pointer(shape.name, { cell: [value], strong: 1, weak: 0 });
    case "std::vec::Vec":
      return at instanceof List ? new List(at.items.splice(0)) : collect(m, iterOf(m, value, site), shape);
    case "f64":
    case "f32":
      return at instanceof Float ? at : new Float(Number(at));
    case "std::boxed::Box":
      return typeof at === "string" ? new Text(at) : value;
    default:
  }
  if (isInt(at) || typeof at === "boolean" || at instanceof Char) {
    if (/^[iu](?:\d|size)/.test(shape.name))
      return castInt(
        at instanceof Char
          ? (at.value.codePointAt(0) as number)
          : Number.isNaN(at)
            ? 0
            : typeof at === "boolean"
              ? Number(at)
              : at,
        shape.name,
      );
  }
  return converting(m, value, shape, site);
}

function tryInto(m: Interpreter, value: Value, type: string | undefined): Value {
  const range = rangeOf(type);
  const big = BigInt(behind(value) as number);
  return within(big, range)
    ? m.make.ok(normal(big))
    : m.make.err(new Text("out of range integral type conversion attempted"));
}

function behindRefs(value: Value): Value {
  let at = value;
  while (at instanceof Ref) at = at.value;
  return at;
}

const owner = (site: Site): string | undefined => site.owner?.name;

export const COMMON: Record<string, Builtin> = {
  "*.clone": (m, [of]) => {
    // A reference to what has no clone of its own copies the reference.
    let at = behindRefs(of);
    // A guard has no clone: what it guards has one.
    while (isNative(at) && at.deref !== undefined && !("clone" in at)) at = behindRefs(at.deref());
    return cloneOf(m, at);
  },
  "*.clone_from": (m, [of, other]) => {
    (of as Ref).value = cloneOf(m, behindRefs(other));
    return undefined;
  },
  "*.to_string": (m, [of]) => new Text(display(m, of, PLAIN)),
  "*.to_owned": (m, [of]) => {
    const at = behindRefs(of);
    return typeof at === "string"
      ? new Text(at)
      : at instanceof Slice
        ? new List(itemsOf(at).map((item) => m.cloned(item)))
        : cloneOf(m, at);
  },
  "*.eq": (m, [a, b]) => equal(m, a, b),
  "*.ne": (m, [a, b]) => !equal(m, a, b),
  "*.cmp": (m, [a, b]) => m.make.ordering(compare(m, a, b) ?? 0),
  "*.partial_cmp": (m, [a, b]) => {
    const order = compare(m, a, b);
    return order === null ? m.make.none() : m.make.some(m.make.ordering(order));
  },
  "*.max": (m, [a, b]) => best(m, a, b, 1),
  "*.min": (m, [a, b]) => best(m, a, b, -1),
  "*.clamp": (m, [a, low, high]) => best(m, best(m, a, low, 1), high, -1),
  "*.lt": (m, [a, b]) => (compare(m, a, b) ?? 0) < 0,
  "*.le": (m, [a, b]) => (compare(m, a, b) ?? 1) <= 0,
  "*.gt": (m, [a, b]) => (compare(m, a, b) ?? 0) > 0,
  "*.ge": (m, [a, b]) => (compare(m, a, b) ?? -1) >= 0,
  "*.into": (m, [of], site) => into(m, of instanceof Ref ? take(of.base, of.key) : of, site),
  "*.try_into": (m, [of], site) => tryInto(m, of, m.shape(site)?.args[0]?.name),
  "*.as_str": (_, [of]) => textOf(of),
  "*.deref": (_, [of]) => behindPointer(of),
  "*.deref_mut": (_, [of]) => behindPointer(of),
  "*.fmt": (m, [of, to]) => {
    const formatter = behind(to) as Formatter;
    formatter.text += formatted(m, of, formatter.spec);
    return m.make.ok(undefined);
  },
  "*.add": (m, [a, b], site) => binary(m, "+", taken(a), b, undefined, site),
  "*.sub": (m, [a, b], site) => binary(m, "-", taken(a), b, undefined, site),
  "*.mul": (m, [a, b], site) => binary(m, "*", taken(a), b, undefined, site),
  "*::from": (_, [value], site) => {
    const name = owner(site);
    const at = behindRefs(value);
    if (name === undefined) return value;
    if (/^f\d/.test(name)) return at instanceof Float ? at : new Float(Number(at));
    if (/^[iu](?:\d|size)/.test(name))
      return castInt(
        at instanceof Char
          ? (at.value.codePointAt(0) as number)
          : typeof at === "boolean"
            ? Number(at)
            : (at as number),
        name,
      );
    if (name === "char") return new Char(String.fromCharCode(Number(at)));
    return value;
  },
  "*::try_from": (m, [value], site) => tryInto(m, value, owner(site)),
  "*::from_str_radix": (m, [text, radix], site) =>
    integer(m, textOf(text), Number(radix), owner(site) ?? "i32"),
  "*::from_str": (m, [text], site) => m.builtin("str::parse")([text], site),
  "*::default": (m, _, site) => {
    const from = site.owner;
    const given =
      from?.path === undefined && from?.name === undefined
        ? null
        : { name: from.path ?? from.name ?? "", args: m.shape(site)?.args ?? [] };
    const shape = from?.shape ?? given ?? m.shape(site);
    return defaultOf(m, shape, site.from);
  },
  "*::from_iter": (m, [of], site) =>
    collect(m, iterOf(m, of, site), { name: site.owner?.path ?? "", args: m.shape(site)?.args ?? [] }),
  "*::to_string": (m, [of]) => new Text(display(m, of, PLAIN)),
  "*::from_u32": (m, [code]) => m.make.some(new Char(String.fromCodePoint(Number(code)))),
  "*::from_utf8": (m, [list]) =>
    m.make.ok(new TextDecoder().decode(Uint8Array.from(itemsOf(list) as number[]))),
  "std::fmt::Formatter::write_str": (m, [of, text]) => m.write(of, textOf(text)),
  "std::fmt::Formatter::write_fmt": (m, [of, text]) => m.write(of, textOf(text)),
  "std::fmt::Formatter::pad": (m, [of, text]) => {
    const formatter = behind(of) as Formatter;
    return m.write(of, formatted(m, text, { ...formatter.spec, kind: "" }));
  },
  "std::fmt::Formatter::alternate": (_, [of]) => (behind(of) as Formatter).spec.alternate,
  "std::fmt::Formatter::debug_struct": (_, [of, name]) =>
    new DebugStruct(behind(of) as Formatter, textOf(name)),
  "std::fmt::DebugStruct::field": (m, [of, name, value]) => {
    const target = behind(of) as DebugStruct;
    target.fields.push(`${textOf(name)}: ${debug(m, value, target.to.spec)}`);
    return of;
  },
  "std::fmt::DebugStruct::finish": (m, [of]) => {
    const { to, name, fields } = behind(of) as DebugStruct;
    return m.write(to, fields.length === 0 ? name : `${name} { ${fields.join(", ")} }`);
  },
};

class DebugStruct {
  readonly type = "std::fmt::DebugStruct";
  readonly to: Formatter;
  readonly name: string;
  readonly fields: string[] = [];
  constructor(to: Formatter, name: string) {
    this.to = to;
    this.name = name;
  }
}

function taken(of: Value): Value {
  return of instanceof Ref ? of.value : of;
}

function best(m: Interpreter, a: Value, b: Value, sign: 1 | -1): Value {
  const order = compare(m, b, a) ?? 0;
  const first = taken(a);
  return sign === 1 ? (order >= 0 ? b : first) : order < 0 ? b : first;
}

function behindPointer(of: Value): Value {
  const at = behindRefs(of);
  return isNative(at) && at.deref !== undefined ? at.deref() : of;
}
