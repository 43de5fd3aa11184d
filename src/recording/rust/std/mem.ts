/** `mem`, `Box`, `Pin`, and other small functions that take a value or a place. */
import { Ref, Text, isNative } from "../values/values.ts";
import type { Native, Value } from "../values/values.ts";
import { emptyLike } from "../run/defaults.ts";
import type { Builtin } from "../run/site.ts";
import { less } from "../values/compare.ts";

export const MEM: Record<string, Builtin> = {
  "std::mem::drop": (m, [value]) => m.drop(value),
  drop: (m, [value]) => m.drop(value),
  "std::mem::forget": () => undefined,
  "std::mem::replace": (_, [at, value]) => replaced(at, value),
  "std::mem::take": (m, [at], site) => replaced(at, emptyLike(m, (at as Ref).value, site)),
  "std::mem::swap": (_, [a, b]) => {
    const [x, y] = [a as Ref, b as Ref];
    [x.value, y.value] = [y.value, x.value];
    return undefined;
  },
  "std::convert::identity": (_, [value]) => value,
  "std::hint::black_box": (_, [value]) => value,
  "std::hint::spin_loop": () => undefined,
  "std::any::type_name": () => "a type",
  "std::cmp::min": (m, [a, b]) => (less(m, b, a) ? b : a),
  "std::cmp::max": (m, [a, b]) => (less(m, b, a) ? a : b),
  "std::boxed::Box::new": (_, [value]) => value,
  "std::boxed::Box::pin": (_, [value]) => value,
  "std::boxed::Box::from": (_, [value]) => (typeof value === "string" ? new Text(value) : value),
  "std::boxed::Box::into_pin": (_, [value]) => value,
  "std::boxed::Box::leak": (_, [value]) => new Ref([value], 0),
  "std::boxed::Box::as_ref": (_, [of]) => of,
  "std::boxed::Box::as_mut": (_, [of]) => of,
  "std::pin::Pin::new": (_, [value]) => value,
  "std::pin::Pin::into_inner": (_, [value]) => value,
  "*.as_mut": (_, [of]) => innermost(of),
  "*.as_ref": (_, [of]) => innermost(of),
  "*.get_mut": (_, [of]) => innermost(of),
  "*.get_ref": (_, [of]) => innermost(of),
  "*.set": (m, [of, value]) => {
    const at = innermost(of);
    const old = at.value;
    at.value = value;
    m.drop(old);
    return undefined;
  },
  "*.borrow": (_, [of]) => innermost(of),
};

/** The place behind references to references; a Pin is what it points to. */
function innermost(of: Value): Ref {
  let at = of as Ref;
  while (at.value instanceof Ref) at = at.value;
  return at;
}

function replaced(at: Value, value: Value): Value {
  let place = at as Ref;
  if (!(place instanceof Ref) && isNative(place) && (place as Native).deref !== undefined)
    place = ((place as Native).deref as () => Ref)();
  const old = place.value;
  place.value = value;
  return old;
}
