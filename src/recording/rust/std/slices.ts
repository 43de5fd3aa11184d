/** Slices and arrays; `Vec` and `VecDeque` have these functions, too. */
import { Panic } from "../../../runtime/index.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { compare, equal } from "../values/compare.ts";
import {
  Adt,
  behind,
  EMPTY,
  itemsOf,
  List,
  Range,
  Ref,
  Slice,
  Text,
  textOf,
  Tuple,
} from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { iterOf, ofArray, ofPlaces } from "./walk.ts";
import type { Builtin } from "../run/site.ts";

const S = "std::slice::Slice";

/** Where the elements are: in a list, or in a part of one. */
function span(value: Value): { items: Value[]; start: number; end: number } {
  const at = behind(value);
  if (at instanceof Slice) return { items: at.list.items, start: at.start, end: at.end };
  const { items } = at as List;
  return { items, start: 0, end: items.length };
}

export function bounds(m: Interpreter, range: Value, length: number): [number, number] {
  const { fields: [low, high], inclusive } = behind(range) as Range; // prettier-ignore
  const from = low === EMPTY ? 0 : Number(low);
  const to = high === EMPTY ? length : Number(high) + (inclusive ? 1 : 0);
  if (from > to || to > length)
    throw new Panic(`range end index ${to} out of range for slice of length ${length}`);
  m.spend(to - from);
  return [from, to];
}

export function at(m: Interpreter, of: Value, index: number): Value {
  const { items, start, end } = span(of);
  return index >= 0 && index < end - start ? m.make.some(new Ref(items, start + index)) : m.make.none();
}

function sorted(m: Interpreter, of: Value, order: (a: Value, b: Value) => number): undefined {
  const { items, start, end } = span(of);
  const part = items.slice(start, end).sort((a, b) => {
    m.spend(1);
    return order(a, b);
  });
  part.forEach((value, i) => {
    items[start + i] = value;
  });
  return undefined;
}

export const ref = (value: Value): Ref => new Ref([value], 0);

const sign = (ordering: Value): number => ((ordering as Adt).def as { index: number }).index - 1;

const byKey: Builtin = (m, [of, f]) =>
  sorted(m, of, (a, b) => compare(m, m.call(f, [ref(a)]), m.call(f, [ref(b)])) ?? 0);

const by: Builtin = (m, [of, f]) => sorted(m, of, (a, b) => sign(m.call(f, [ref(a), ref(b)])));

const plainly: Builtin = (m, [of]) => sorted(m, of, (a, b) => compare(m, a, b) ?? 0);

export function parts(m: Interpreter, of: Value, from: number, to: number): Slice {
  const value = behind(of);
  m.spend(1);
  if (value instanceof Slice) return new Slice(value.list, value.start + from, value.start + to);
  return new Slice(value as List, from, to);
}

export const SLICES: Record<string, Builtin> = {
  [`${S}::len`]: (_, [of]) => span(of).end - span(of).start,
  [`${S}::is_empty`]: (_, [of]) => span(of).end === span(of).start,
  [`${S}::iter`]: (_, [of]) => ofPlaces(span(of).items, span(of).start, span(of).end),
  [`${S}::iter_mut`]: (_, [of]) => ofPlaces(span(of).items, span(of).start, span(of).end),
  [`${S}::into_iter`]: (m, [of], site) => iterOf(m, of, site),
  [`${S}::first`]: (m, [of]) => at(m, of, 0),
  [`${S}::first_mut`]: (m, [of]) => at(m, of, 0),
  [`${S}::last`]: (m, [of]) => at(m, of, span(of).end - span(of).start - 1),
  [`${S}::last_mut`]: (m, [of]) => at(m, of, span(of).end - span(of).start - 1),
  [`${S}::get`]: (m, [of, index]) => {
    const range = behind(index);
    if (!(range instanceof Range)) return at(m, of, Number(range));
    const length = span(of).end - span(of).start;
    const from = range.fields[0] === EMPTY ? 0 : Number(range.fields[0]);
    const to = range.fields[1] === EMPTY ? length : Number(range.fields[1]) + (range.inclusive ? 1 : 0);
    return from > to || to > length ? m.make.none() : m.make.some(parts(m, of, from, to));
  },
  [`${S}::get_mut`]: (m, [of, index]) => at(m, of, Number(index)),
  [`${S}::contains`]: (m, [of, value]) => itemsOf(of).some((item) => equal(m, item, value)),
  [`${S}::starts_with`]: (m, [of, other]) =>
    itemsOf(other).every((item, i) => i < itemsOf(of).length && equal(m, item, itemsOf(of)[i])),
  [`${S}::ends_with`]: (m, [of, other]) => {
    const [a, b] = [itemsOf(of), itemsOf(other)];
    return a.length >= b.length && b.every((item, i) => equal(m, item, a[a.length - b.length + i]));
  },
  [`${S}::to_vec`]: (m, [of]) => new List(itemsOf(of).map((item) => m.cloned(item))),
  [`${S}::repeat`]: (m, [of, n]) =>
    new List(Array.from({ length: Number(n) }, () => itemsOf(of).map((item) => m.cloned(item))).flat()),
  [`${S}::as_slice`]: (m, [of]) => parts(m, of, 0, itemsOf(of).length),
  [`${S}::as_mut_slice`]: (m, [of]) => parts(m, of, 0, itemsOf(of).length),
  [`${S}::as_ref`]: (m, [of]) => parts(m, of, 0, itemsOf(of).length),
  [`${S}::swap`]: (_, [of, a, b]) => {
    const { items, start, end } = span(of);
    for (const i of [a, b])
      if (Number(i) >= end - start)
        throw new Panic(`index out of bounds: the len is ${end - start} but the index is ${Number(i)}`);
    const [x, y] = [start + Number(a), start + Number(b)];
    [items[x], items[y]] = [items[y], items[x]];
    return undefined;
  },
  [`${S}::reverse`]: (_, [of]) => {
    const { items, start, end } = span(of);
    items
      .slice(start, end)
      .toReversed()
      .forEach((value, i) => {
        items[start + i] = value;
      });
    return undefined;
  },
  [`${S}::fill`]: (m, [of, value]) => {
    const { items, start, end } = span(of);
    for (let i = start; i < end; i++) items[i] = m.cloned(value);
    return undefined;
  },
  [`${S}::sort`]: plainly,
  [`${S}::sort_unstable`]: plainly,
  [`${S}::sort_by`]: by,
  [`${S}::sort_unstable_by`]: by,
  [`${S}::sort_by_key`]: byKey,
  [`${S}::sort_unstable_by_key`]: byKey,
  [`${S}::is_sorted`]: (m, [of]) =>
    itemsOf(of).every((item, i) => i === 0 || (compare(m, itemsOf(of)[i - 1], item) ?? 1) <= 0),
  [`${S}::chunks`]: (m, [of, n]) => {
    const length = itemsOf(of).length;
    const starts = Array.from({ length: Math.ceil(length / Number(n)) }, (_, i) => i * Number(n));
    return ofArray(starts.map((from) => parts(m, of, from, Math.min(length, from + Number(n)))));
  },
  [`${S}::windows`]: (m, [of, n]) => {
    const count = Math.max(0, itemsOf(of).length - Number(n) + 1);
    return ofArray(Array.from({ length: count }, (_, i) => parts(m, of, i, i + Number(n))));
  },
  [`${S}::join`]: (m, [of, by]) => {
    const items = itemsOf(of);
    const first = behind(items[0]);
    if (first instanceof List)
      return new List(
        items
          .flatMap((item, i) => [...(i === 0 ? [] : [by]), ...itemsOf(item)])
          .map((item) => m.cloned(item)),
      );
    return new Text(items.map(textOf).join(textOf(by)));
  },
  [`${S}::concat`]: (m, [of]) => {
    const items = itemsOf(of);
    if (behind(items[0]) instanceof List)
      return new List(items.flatMap((item) => itemsOf(item).map((one) => m.cloned(one))));
    return new Text(items.map(textOf).join(""));
  },
  [`${S}::split_at`]: (m, [of, n]) =>
    new Tuple([parts(m, of, 0, Number(n)), parts(m, of, Number(n), itemsOf(of).length)]),
  [`${S}::split_at_mut`]: (m, [of, n]) =>
    new Tuple([parts(m, of, 0, Number(n)), parts(m, of, Number(n), itemsOf(of).length)]),
  [`${S}::split_first`]: (m, [of]) =>
    itemsOf(of).length === 0
      ? m.make.none()
      : m.make.some(
          new Tuple([new Ref(span(of).items, span(of).start), parts(m, of, 1, itemsOf(of).length)]),
        ),
  [`${S}::split_last`]: (m, [of]) =>
    itemsOf(of).length === 0
      ? m.make.none()
      : m.make.some(
          new Tuple([new Ref(span(of).items, span(of).end - 1), parts(m, of, 0, itemsOf(of).length - 1)]),
        ),
  [`${S}::binary_search`]: (m, [of, value]) => {
    const items = itemsOf(of);
    const found = items.findIndex((item) => compare(m, item, value) === 0);
    if (found !== -1) return m.make.ok(found);
    const next = items.findIndex((item) => (compare(m, item, value) ?? 0) > 0);
    return m.make.err(next === -1 ? items.length : next);
  },
  [`${S}::copy_from_slice`]: (_, [of, other]) => {
    const { items, start } = span(of);
    itemsOf(other).forEach((value, i) => {
      items[start + i] = value;
    });
    return undefined;
  },
  [`${S}::rotate_left`]: (_, [of, n]) => {
    const { items, start, end } = span(of);
    const part = items.slice(start, end);
    [...part.slice(Number(n)), ...part.slice(0, Number(n))].forEach((value, i) => {
      items[start + i] = value;
    });
    return undefined;
  },
  [`${S}::rotate_right`]: (_, [of, n]) => {
    const { items, start, end } = span(of);
    const part = items.slice(start, end);
    const from = part.length - Number(n);
    [...part.slice(from), ...part.slice(0, from)].forEach((value, i) => {
      items[start + i] = value;
    });
    return undefined;
  },
  [`${S}::map`]: (m, [of, f]) =>
    new List(
      (behind(of) as List).items.splice(0).map((item) => m.call(f, [item])),
      "array",
    ),
};
