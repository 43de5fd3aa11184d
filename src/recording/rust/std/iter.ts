/** Iterators one step at a time, where they come from, and ranges. */
import type { Interpreter } from "../run/interpreter.ts";
import { compare } from "../values/compare.ts";
import { behind, Char, copyOf, EMPTY, END, Iter, List, Range, Ref, textOf, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { repeated } from "../run/places.ts";
import type { Builtin } from "../run/site.ts";
import { ofArray, iterOf, each, self, some, orEnd, look, textIter, back } from "./walk.ts";
import { ITER_ADAPTORS } from "./iter-adaptors.ts";

function contains(m: Interpreter, { fields: [low, high], inclusive }: Range, value: Value): boolean {
  if (low !== EMPTY && (compare(m, value, low) ?? -1) < 0) return false;
  if (high === EMPTY) return true;
  const order = compare(m, value, high) ?? 1;
  return inclusive ? order <= 0 : order < 0;
}

function isEmptyRange(m: Interpreter, { fields: [low, high], inclusive }: Range): boolean {
  const order = compare(m, low, high) ?? 1;
  return inclusive ? order > 0 : order >= 0;
}

export const ITER: Record<string, Builtin> = {
  "*.into_iter": (m, [of], site) => iterOf(m, of, site),
  "*.by_ref": (m, [of], site) => iterOf(m, of, site),
  "std::iter::Iter::into_iter": (_, [of]) => of,
  "std::iter::Iter::by_ref": (m, [of], site) => iterOf(m, of, site),
  "std::iter::Iter::next": (m, [of], site) => some(m, m.nextOf(self(m, of, site))),
  "std::iter::Iter::next_back": (m, [of], site) => some(m, back(m, self(m, of, site), site)),
  "std::iter::Iter::peek": (m, [of], site) => {
    const iter = self(m, of, site);
    if (iter.peeked === null) iter.peeked = { value: [m.nextOf(iter)] };
    const { value } = iter.peeked;
    return value[0] === END ? m.make.none() : m.make.some(new Ref(value, 0));
  },
  "std::iter::Iter::size_hint": (m, [of], site) => {
    const n = self(m, of, site).left?.() ?? 0;
    return new Tuple([n, m.make.some(n)]);
  },
  "std::iter::Iter::len": (m, [of], site) =>
    self(m, of, site).left?.() ?? [...each(m, self(m, of, site))].length,
  "std::iter::Iter::clone": (m, [of], site) => {
    const iter = self(m, of, site);
    const items = [...each(m, iter)];
    const again = ofArray(items.map(copyOf));
    Object.assign(iter, { next: again.next, back: again.back, left: again.left });
    return ofArray(items);
  },
  /** Of `chars()`: the rest. */
  "std::iter::Iter::as_str": (m, [of], site) => {
    const iter = self(m, of, site);
    const text = [...each(m, iter)].map(textOf).join("");
    const { next, back, left } = textIter(text);
    Object.assign(iter, { next, back, left });
    return text;
  },
  "std::iter::once": (_, [value]) => ofArray([value]),
  "std::iter::empty": () => ofArray([]),
  "std::iter::repeat": (m, [value]) => new Iter(() => m.cloned(value)),
  "std::iter::repeat_n": (m, [value, n]) => ofArray(repeated(m, value, Number(n))),
  "std::iter::repeat_with": (m, [f]) => new Iter(() => m.call(f, [])),
  "std::iter::from_fn": (m, [f]) => new Iter(() => orEnd(m.call(f, []))),
  "std::iter::successors": (m, [first, f]) => {
    let next = orEnd(first);
    return new Iter(() => {
      const value = next;
      if (value !== END) next = orEnd(m.call(f, [look(value)]));
      return value;
    });
  },
  "std::iter::zip": (m, args, site) => (ITER_ADAPTORS["std::iter::Iter::zip"] as Builtin)(m, args, site),
  "std::array::from_fn": (m, [f], site) => {
    const n = m.shape(site)?.args[1]?.name;
    if (n === undefined)
      return m.refuse(site.from, "How long this array is cannot be seen here.", "`let a: [T; 4] = …`");
    return new List(
      Array.from({ length: Number(n) }, (_, i) => m.call(f, [i])),
      "array",
    );
  },
  "std::ops::Range::contains": (m, [of, value]) => contains(m, behind(of) as Range, value),
  "std::ops::RangeInclusive::contains": (m, [of, value]) => contains(m, behind(of) as Range, value),
  "std::ops::Range::is_empty": (m, [of]) => isEmptyRange(m, behind(of) as Range),
  "std::ops::RangeInclusive::is_empty": (m, [of]) => isEmptyRange(m, behind(of) as Range),
  "std::ops::RangeInclusive::start": (_, [of]) => new Ref((behind(of) as Range).fields, 0),
  "std::ops::RangeInclusive::end": (_, [of]) => new Ref((behind(of) as Range).fields, 1),
  "std::ops::Range::clone": (_, [of]) => new Range(...(behind(of) as Range).fields, false),
  "std::ops::RangeInclusive::clone": (_, [of]) => new Range(...(behind(of) as Range).fields, true),
  "char::to_uppercase": (_, [of]) => ofArray(Array.from(textOf(of).toUpperCase()).map((c) => new Char(c))),
  "char::to_lowercase": (_, [of]) => ofArray(Array.from(textOf(of).toLowerCase()).map((c) => new Char(c))),
};
