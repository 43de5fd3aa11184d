/** `Vec` and `VecDeque`. */
import { Panic } from "../../../runtime/index.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { equal } from "../values/compare.ts";
import { behind, END, itemsOf, List, Ref, Text, textOf } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { iterOf, ofArray } from "./walk.ts";
import type { Builtin, Site } from "../run/site.ts";
import { at, bounds, parts, ref } from "./slices.ts";

const V = "std::vec::Vec";

const D = "std::collections::VecDeque";

const list = (value: Value): Value[] => (behind(value) as List).items;

function pushed(m: Interpreter, items: Value[], value: Value): undefined {
  m.spend(1);
  if (items.length >= 5_000_000) return m.refuse(m.at, "A list may hold at most 5 million elements here.");
  items.push(value);
  return undefined;
}

function optional(m: Interpreter, items: Value[], take: () => Value): Value {
  return items.length === 0 ? m.make.none() : m.make.some(take());
}

function extend(m: Interpreter, of: Value, from: Value, site: Site): undefined {
  const items = list(of);
  const iter = iterOf(m, from, site);
  for (let value = m.nextOf(iter); value !== END; value = m.nextOf(iter))
    // `extend` also takes references to what can be copied.
    pushed(
      m,
      items,
      value instanceof Ref && !items.some((item) => item instanceof Ref) ? m.cloned(value.value) : value,
    );
  return undefined;
}

function retain(m: Interpreter, of: Value, f: Value): undefined {
  const items = list(of);
  const all = items.splice(0);
  for (const value of all) {
    if (m.call(f, [ref(value)]) === true) items.push(value);
    else m.drop(value);
  }
  return undefined;
}

function truncate(m: Interpreter, of: Value, n: Value): undefined {
  for (const value of list(of).splice(Number(n))) m.drop(value);
  return undefined;
}

function clear(m: Interpreter, of: Value): undefined {
  for (const value of list(of).splice(0)) m.drop(value);
  return undefined;
}

export const LISTS: Record<string, Builtin> = {
  [`${V}::new`]: () => new List([]),
  [`${V}::with_capacity`]: () => new List([]),
  [`${V}::from`]: (m, [of], site) => {
    const value = behind(of);
    if (typeof value === "string" || value instanceof Text) return new List([...itemsOf(textOf(value))]);
    return new List(
      of instanceof Ref ? itemsOf(of).map((item) => m.cloned(item)) : drained(m, iterOf(m, of, site)),
    );
  },
  [`${V}::push`]: (m, [of, value]) => pushed(m, list(of), value),
  [`${V}::pop`]: (m, [of]) => optional(m, list(of), () => list(of).pop()),
  [`${V}::pop_if`]: (m, [of, f]) => {
    const items = list(of);
    return items.length > 0 && m.call(f, [new Ref(items, items.length - 1)]) === true
      ? m.make.some(items.pop())
      : m.make.none();
  },
  [`${V}::insert`]: (m, [of, i, value]) => {
    const items = list(of);
    m.spend(items.length - Number(i));
    if (Number(i) > items.length)
      throw new Panic(`insertion index (is ${Number(i)}) should be <= len (is ${items.length})`);
    items.splice(Number(i), 0, value);
    return undefined;
  },
  [`${V}::remove`]: (m, [of, i]) => {
    const items = list(of);
    m.spend(items.length - Number(i));
    if (Number(i) >= items.length)
      throw new Panic(`removal index (is ${Number(i)}) should be < len (is ${items.length})`);
    return items.splice(Number(i), 1)[0];
  },
  [`${V}::swap_remove`]: (_, [of, i]) => {
    const items = list(of);
    const index = Number(i);
    if (index >= items.length)
      throw new Panic(`swap_remove index (is ${index}) should be < len (is ${items.length})`);
    const value = items[index];
    const last = items.pop();
    if (index < items.length) items[index] = last;
    return value;
  },
  [`${V}::clear`]: (m, [of]) => clear(m, of),
  [`${V}::truncate`]: (m, [of, n]) => truncate(m, of, n),
  [`${V}::extend`]: (m, [of, from], site) => extend(m, of, from, site),
  [`${V}::extend_from_slice`]: (m, [of, other]) => {
    for (const item of itemsOf(other)) pushed(m, list(of), m.cloned(item));
    return undefined;
  },
  [`${V}::append`]: (m, [of, other]) => {
    for (const item of list(other).splice(0)) pushed(m, list(of), item);
    return undefined;
  },
  [`${V}::drain`]: (m, [of, range]) => {
    const [from, to] = bounds(m, range, list(of).length);
    return ofArray(list(of).splice(from, to - from));
  },
  [`${V}::retain`]: (m, [of, f]) => retain(m, of, f),
  [`${V}::retain_mut`]: (m, [of, f]) => retain(m, of, f),
  [`${V}::into_iter`]: (m, [of], site) => iterOf(m, of, site),
  [`${V}::into_boxed_slice`]: (_, [of]) => of,
  [`${V}::capacity`]: (_, [of]) => list(of).length,
  [`${V}::reserve`]: () => undefined,
  [`${V}::shrink_to_fit`]: () => undefined,
  [`${V}::split_off`]: (_, [of, n]) => new List(list(of).splice(Number(n))),
  [`${V}::resize`]: (m, [of, n, value]) => {
    truncate(m, of, n);
    while (list(of).length < Number(n)) pushed(m, list(of), m.cloned(value));
    return undefined;
  },
  [`${V}::resize_with`]: (m, [of, n, f]) => {
    truncate(m, of, n);
    while (list(of).length < Number(n)) pushed(m, list(of), m.call(f, []));
    return undefined;
  },
  [`${V}::dedup`]: (m, [of]) => {
    const items = list(of);
    const kept = items.filter((item, i) => i === 0 || !equal(m, items[i - 1], item));
    items.splice(0, items.length, ...kept);
    return undefined;
  },
  [`${D}::new`]: () => new List([], "deque"),
  [`${D}::with_capacity`]: () => new List([], "deque"),
  [`${D}::from`]: (m, [of], site) => new List(drained(m, iterOf(m, of, site)), "deque"),
  [`${D}::push_back`]: (m, [of, value]) => pushed(m, list(of), value),
  [`${D}::push_front`]: (m, [of, value]) => {
    m.spend(1);
    list(of).unshift(value);
    return undefined;
  },
  [`${D}::pop_back`]: (m, [of]) => optional(m, list(of), () => list(of).pop()),
  [`${D}::pop_front`]: (m, [of]) => optional(m, list(of), () => list(of).shift()),
  [`${D}::front`]: (m, [of]) => at(m, of, 0),
  [`${D}::front_mut`]: (m, [of]) => at(m, of, 0),
  [`${D}::back`]: (m, [of]) => at(m, of, list(of).length - 1),
  [`${D}::back_mut`]: (m, [of]) => at(m, of, list(of).length - 1),
  [`${D}::clear`]: (m, [of]) => clear(m, of),
  [`${D}::extend`]: (m, [of, from], site) => extend(m, of, from, site),
  [`${D}::drain`]: (m, [of, range]) => {
    const [from, to] = bounds(m, range, list(of).length);
    return ofArray(list(of).splice(from, to - from));
  },
  [`${D}::into_iter`]: (m, [of], site) => iterOf(m, of, site),
  [`${D}::retain`]: (m, [of, f]) => retain(m, of, f),
  [`${D}::remove`]: (m, [of, i]) =>
    Number(i) < list(of).length ? m.make.some(list(of).splice(Number(i), 1)[0]) : m.make.none(),
  [`${D}::insert`]: (_, [of, i, value]) => void list(of).splice(Number(i), 0, value),
  [`${D}::truncate`]: (m, [of, n]) => truncate(m, of, n),
  [`${D}::append`]: (m, [of, other]) => {
    for (const item of list(other).splice(0)) pushed(m, list(of), item);
    return undefined;
  },
  [`${D}::make_contiguous`]: (m, [of]) => parts(m, of, 0, list(of).length),
};

export function drained(m: Interpreter, iter: ReturnType<typeof iterOf>): Value[] {
  const items: Value[] = [];
  for (let value = m.nextOf(iter); value !== END; value = m.nextOf(iter)) items.push(value);
  return items;
}
