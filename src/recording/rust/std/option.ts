/** `Option`, `Result`, `Poll` and `ControlFlow`. */
import { Panic } from "../../../runtime/index.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { Adt, Float, isNative, Ref, replace, Text, textOf, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { ofArray } from "./walk.ts";
import { ownDefault } from "../run/defaults.ts";
import type { Builtin } from "../run/site.ts";

const O = "std::option::Option";
const R = "std::result::Result";

const adt = (value: Value): Adt => {
  let at = value;
  while (at instanceof Ref) at = at.value;
  return at as Adt;
};
const isGood = (value: Value): boolean => ["Some", "Ok"].includes(adt(value).def.name);
const inner = (value: Value): Value => adt(value).fields[0];
const place = (value: Value): Ref => new Ref(adt(value).fields, 0);
const same = (value: Value, next: Value): Adt => new Adt(adt(value).def, [next]);

/** A closure that is not called is dropped, as is a value that is not used. */
function unused(m: Interpreter, value: Value, result: Value): Value {
  m.drop(value);
  return result;
}

function fail(m: Interpreter, value: Value, text: string): never {
  const message = adt(value).fields.length > 0 ? `${text}: ${m.show(inner(value))}` : text;
  m.drop(value);
  throw new Panic(message);
}

const WHEN_NONE = "called `Option::unwrap()` on a `None` value";
const WHEN_ERR = "called `Result::unwrap()` on an `Err` value";

/** What `deref` gives for what is inside. */
function derefOf(at: Ref): Value {
  const { value } = at;
  if (value instanceof Text) return value.text;
  if (value instanceof Ref) return derefOf(value);
  if (isNative(value) && value.deref !== undefined) return value.deref();
  return at;
}

export function defaultOf(m: Interpreter, shape: ReturnType<Interpreter["shape"]>, at: number): Value {
  if (shape === null)
    return m.refuse(at, "The type of this default cannot be seen here.", "a type annotation, `T::default()`");
  const { name } = shape;
  if (name.startsWith("f") && /^f\d/.test(name)) return new Float(0);
  if (/^[iu](?:\d+|size)$/.test(name)) return 0;
  if (name === "bool") return false;
  if (name === "str") return "";
  if (name === "std::string::String") return new Text("");
  if (name === O) return m.make.none();
  if (name === "tuple")
    return shape.args.length === 0 ? undefined : new Tuple(shape.args.map((arg) => defaultOf(m, arg, at)));
  return ownDefault(m, shape, at);
}

export const OPTION: Record<string, Builtin> = {
  [`${O}::is_some`]: (_, [of]) => isGood(of),
  [`${O}::is_none`]: (_, [of]) => !isGood(of),
  [`${R}::is_ok`]: (_, [of]) => isGood(of),
  [`${R}::is_err`]: (_, [of]) => !isGood(of),
  [`${O}::is_some_and`]: (m, [of, f]) => isGood(of) && m.call(f, [inner(of)]),
  [`${O}::is_none_or`]: (m, [of, f]) => !isGood(of) || m.call(f, [inner(of)]),
  [`${R}::is_ok_and`]: (m, [of, f]) => isGood(of) && m.call(f, [inner(of)]),
  [`${R}::is_err_and`]: (m, [of, f]) => !isGood(of) && m.call(f, [inner(of)]),
  [`${O}::unwrap`]: (m, [of]) => (isGood(of) ? inner(of) : fail(m, of, WHEN_NONE)),
  [`${R}::unwrap`]: (m, [of]) => (isGood(of) ? inner(of) : fail(m, of, WHEN_ERR)),
  [`${O}::expect`]: (m, [of, text]) => (isGood(of) ? inner(of) : fail(m, of, textOf(text))),
  [`${R}::expect`]: (m, [of, text]) => (isGood(of) ? inner(of) : fail(m, of, textOf(text))),
  [`${R}::unwrap_err`]: (m, [of]) =>
    isGood(of) ? fail(m, of, "called `Result::unwrap_err()` on an `Ok` value") : inner(of),
  [`${R}::expect_err`]: (m, [of, text]) => (isGood(of) ? fail(m, of, textOf(text)) : inner(of)),
  [`${O}::unwrap_or`]: (m, [of, or]) => (isGood(of) ? unused(m, or, inner(of)) : or),
  [`${R}::unwrap_or`]: (m, [of, or]) => (isGood(of) ? unused(m, or, inner(of)) : unused(m, of, or)),
  [`${O}::unwrap_or_else`]: (m, [of, f]) => (isGood(of) ? unused(m, f, inner(of)) : m.call(f, [])),
  [`${R}::unwrap_or_else`]: (m, [of, f]) => (isGood(of) ? unused(m, f, inner(of)) : m.call(f, [inner(of)])),
  [`${O}::unwrap_or_default`]: (m, [of], site) =>
    isGood(of) ? inner(of) : defaultOf(m, m.shape(site), site.from),
  [`${R}::unwrap_or_default`]: (m, [of], site) =>
    isGood(of) ? inner(of) : unused(m, of, defaultOf(m, m.shape(site), site.from)),
  [`${O}::map`]: (m, [of, f]) => (isGood(of) ? m.make.some(m.call(f, [inner(of)])) : unused(m, f, of)),
  [`${R}::map`]: (m, [of, f]) => (isGood(of) ? m.make.ok(m.call(f, [inner(of)])) : unused(m, f, of)),
  [`${R}::map_err`]: (m, [of, f]) => (isGood(of) ? unused(m, f, of) : m.make.err(m.call(f, [inner(of)]))),
  [`${O}::map_or`]: (m, [of, or, f]) => (isGood(of) ? unused(m, or, m.call(f, [inner(of)])) : or),
  [`${R}::map_or`]: (m, [of, or, f]) =>
    isGood(of) ? unused(m, or, m.call(f, [inner(of)])) : unused(m, of, or),
  [`${O}::map_or_else`]: (m, [of, or, f]) => (isGood(of) ? m.call(f, [inner(of)]) : m.call(or, [])),
  [`${R}::map_or_else`]: (m, [of, or, f]) => (isGood(of) ? m.call(f, [inner(of)]) : m.call(or, [inner(of)])),
  [`${O}::and_then`]: (m, [of, f]) => (isGood(of) ? m.call(f, [inner(of)]) : unused(m, f, of)),
  [`${R}::and_then`]: (m, [of, f]) => (isGood(of) ? m.call(f, [inner(of)]) : unused(m, f, of)),
  [`${O}::and`]: (m, [of, other]) => (isGood(of) ? unused(m, of, other) : unused(m, other, of)),
  [`${R}::and`]: (m, [of, other]) => (isGood(of) ? unused(m, of, other) : unused(m, other, of)),
  [`${O}::or`]: (m, [of, other]) => (isGood(of) ? unused(m, other, of) : other),
  [`${R}::or`]: (m, [of, other]) => (isGood(of) ? unused(m, other, of) : unused(m, of, other)),
  [`${O}::or_else`]: (m, [of, f]) => (isGood(of) ? unused(m, f, of) : m.call(f, [])),
  [`${R}::or_else`]: (m, [of, f]) => (isGood(of) ? unused(m, f, of) : m.call(f, [inner(of)])),
  [`${O}::xor`]: (m, [of, other]) => (isGood(of) === isGood(other) ? m.make.none() : isGood(of) ? of : other),
  [`${O}::inspect`]: (m, [of, f]) => (isGood(of) && m.call(f, [place(of)]), of),
  [`${R}::inspect`]: (m, [of, f]) => (isGood(of) && m.call(f, [place(of)]), of),
  [`${R}::inspect_err`]: (m, [of, f]) => (!isGood(of) && m.call(f, [place(of)]), of),
  [`${O}::filter`]: (m, [of, f]) =>
    isGood(of) && m.call(f, [place(of)]) !== true ? unused(m, of, m.make.none()) : of,
  [`${O}::ok_or`]: (m, [of, e]) => (isGood(of) ? unused(m, e, m.make.ok(inner(of))) : m.make.err(e)),
  [`${O}::ok_or_else`]: (m, [of, f]) =>
    isGood(of) ? unused(m, f, m.make.ok(inner(of))) : m.make.err(m.call(f, [])),
  [`${R}::ok`]: (m, [of]) => (isGood(of) ? m.make.some(inner(of)) : unused(m, of, m.make.none())),
  [`${R}::err`]: (m, [of]) => (isGood(of) ? unused(m, of, m.make.none()) : m.make.some(inner(of))),
  [`${O}::as_ref`]: (m, [of]) => (isGood(of) ? m.make.some(place(of)) : m.make.none()),
  [`${O}::as_mut`]: (m, [of]) => (isGood(of) ? m.make.some(place(of)) : m.make.none()),
  [`${O}::as_deref`]: (m, [of]) => (isGood(of) ? m.make.some(derefOf(place(of))) : m.make.none()),
  [`${O}::as_deref_mut`]: (m, [of]) => (isGood(of) ? m.make.some(derefOf(place(of))) : m.make.none()),
  [`${O}::as_pin_mut`]: (m, [of]) => (isGood(of) ? m.make.some(place(of)) : m.make.none()),
  [`${R}::as_ref`]: (_, [of]) => same(of, place(of)),
  [`${R}::as_mut`]: (_, [of]) => same(of, place(of)),
  [`${R}::as_deref`]: (_, [of]) => same(of, isGood(of) ? derefOf(place(of)) : place(of)),
  [`${O}::take`]: (m, [of]) => replace(of as Ref, m.make.none()),
  [`${O}::take_if`]: (m, [of, f]) =>
    isGood(of) && m.call(f, [place(of)]) === true ? replace(of as Ref, m.make.none()) : m.make.none(),
  [`${O}::replace`]: (m, [of, value]) => replace(of as Ref, m.make.some(value)),
  [`${O}::insert`]: (m, [of, value]) => {
    m.drop(replace(of as Ref, m.make.some(value)));
    return place(of);
  },
  [`${O}::get_or_insert`]: (m, [of, value]) => {
    if (isGood(of)) m.drop(value);
    else replace(of as Ref, m.make.some(value));
    return place(of);
  },
  [`${O}::get_or_insert_with`]: (m, [of, f]) => {
    if (!isGood(of)) replace(of as Ref, m.make.some(m.call(f, [])));
    return place(of);
  },
  [`${O}::cloned`]: (m, [of]) => (isGood(of) ? m.make.some(m.cloned(strip(inner(of)))) : of),
  [`${O}::copied`]: (m, [of]) => (isGood(of) ? m.make.some(m.cloned(strip(inner(of)))) : of),
  [`${R}::cloned`]: (m, [of]) => (isGood(of) ? m.make.ok(m.cloned(strip(inner(of)))) : of),
  [`${R}::copied`]: (m, [of]) => (isGood(of) ? m.make.ok(m.cloned(strip(inner(of)))) : of),
  [`${O}::flatten`]: (_, [of]) => (isGood(of) ? inner(of) : of),
  [`${R}::flatten`]: (_, [of]) => (isGood(of) ? inner(of) : of),
  [`${O}::transpose`]: (m, [of]) =>
    !isGood(of)
      ? m.make.ok(m.make.none())
      : isGood(inner(of))
        ? m.make.ok(m.make.some(inner(inner(of))))
        : inner(of),
  [`${R}::transpose`]: (m, [of]) =>
    !isGood(of)
      ? m.make.some(of)
      : isGood(inner(of))
        ? m.make.some(m.make.ok(inner(inner(of))))
        : m.make.none(),
  [`${O}::zip`]: (m, [of, other]) =>
    isGood(of) && isGood(other)
      ? m.make.some(new Tuple([inner(of), inner(other)]))
      : unused(m, of, unused(m, other, m.make.none())),
  [`${O}::unzip`]: (m, [of]) =>
    isGood(of)
      ? new Tuple((inner(of) as Tuple).items.map((item) => m.make.some(item)))
      : new Tuple([m.make.none(), m.make.none()]),
  [`${O}::iter`]: (_, [of]) => ofArray(isGood(of) ? [place(of)] : []),
  [`${O}::iter_mut`]: (_, [of]) => ofArray(isGood(of) ? [place(of)] : []),
  [`${R}::iter`]: (_, [of]) => ofArray(isGood(of) ? [place(of)] : []),
  [`${O}::into_iter`]: (_, [of]) => ofArray(isGood(of) ? [of instanceof Ref ? place(of) : inner(of)] : []),
  [`${R}::into_iter`]: (m, [of]) =>
    ofArray(isGood(of) ? [of instanceof Ref ? place(of) : inner(of)] : (m.drop(of), [])),
  "std::task::Poll::is_ready": (_, [of]) => adt(of).def.name === "Ready",
  "std::task::Poll::is_pending": (_, [of]) => adt(of).def.name === "Pending",
  "std::task::Poll::map": (m, [of, f]) =>
    adt(of).def.name === "Ready" ? m.make.ready(m.call(f, [inner(of)])) : of,
  "std::ops::ControlFlow::is_break": (_, [of]) => adt(of).def.name === "Break",
  "std::ops::ControlFlow::is_continue": (_, [of]) => adt(of).def.name === "Continue",
  "std::ops::ControlFlow::break_value": (m, [of]) =>
    adt(of).def.name === "Break" ? m.make.some(inner(of)) : m.make.none(),
};

function strip(value: Value): Value {
  return value instanceof Ref ? value.value : value;
}

const order = (value: Value): number => (adt(value).def as { index: number }).index - 1;

export const ORDERING: Record<string, Builtin> = {
  "std::cmp::Ordering::reverse": (m, [of]) => m.make.ordering(-order(of)),
  "std::cmp::Ordering::then": (_, [of, other]) => (order(of) === 0 ? other : of),
  "std::cmp::Ordering::then_with": (m, [of, f]) => (order(of) === 0 ? m.call(f, []) : of),
  "std::cmp::Ordering::is_lt": (_, [of]) => order(of) < 0,
  "std::cmp::Ordering::is_gt": (_, [of]) => order(of) > 0,
  "std::cmp::Ordering::is_le": (_, [of]) => order(of) <= 0,
  "std::cmp::Ordering::is_ge": (_, [of]) => order(of) >= 0,
  "std::cmp::Ordering::is_eq": (_, [of]) => order(of) === 0,
  "std::cmp::Ordering::is_ne": (_, [of]) => order(of) !== 0,
};
