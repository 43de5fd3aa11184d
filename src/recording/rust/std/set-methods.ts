/** The methods of `HashSet`, `BTreeSet` and `BinaryHeap`. */
import type { Interpreter } from "../run/interpreter.ts";
import { equal } from "../values/compare.ts";
import { behind, EMPTY, List, Range, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { iterOf, ofArray } from "./walk.ts";
import { SetValue } from "./maps.ts";
import type { Builtin, Site } from "../run/site.ts";
import { ref } from "./slices.ts";
import { entries, found, within } from "./map-methods.ts";

const set = (value: Value): SetValue => behind(value) as SetValue;

/** The items of one set that another lacks. */
const outside = (a: Value, b: Value): Ref[] =>
  set(a)
    .refs()
    .filter((at) => !set(b).has(at));

export const SETS: Record<string, Builtin> = {};

for (const type of ["HashSet", "BTreeSet", "BinaryHeap"].map((name) => `std::collections::${name}`)) {
  const fill = (m: Interpreter, into: SetValue, of: Value, site: Site): SetValue => {
    for (const value of entries(m, of, site)) into.insert(value);
    return into;
  };
  const pop = (m: Interpreter, of: Value, at: 0 | -1): Value => {
    const value = set(of).ordered().at(at);
    return set(of).size === 0 ? m.make.none() : m.make.some(set(of).remove(value));
  };
  Object.assign(SETS, {
    [`${type}::new`]: (m) => new SetValue(type, m),
    [`${type}::with_capacity`]: (m) => new SetValue(type, m),
    [`${type}::from`]: (m, [of], site) => fill(m, new SetValue(type, m), of, site),
    [`${type}::insert`]: (_, [of, value]) => set(of).insert(value),
    [`${type}::push`]: (_, [of, value]) => void set(of).insert(value),
    [`${type}::contains`]: (_, [of, value]) => set(of).has(value),
    [`${type}::remove`]: (m, [of, value]) => {
      const gone = set(of).remove(value);
      m.drop(gone);
      return gone !== EMPTY;
    },
    [`${type}::len`]: (_, [of]) => set(of).size,
    [`${type}::is_empty`]: (_, [of]) => set(of).size === 0,
    [`${type}::clear`]: (m, [of]) => set(of).drop(m),
    [`${type}::iter`]: (_, [of]) => ofArray(set(of).refs()),
    [`${type}::into_iter`]: (m, [of], site) => iterOf(m, of, site),
    [`${type}::extend`]: (m, [of, from], site) => void fill(m, set(of), from, site),
    [`${type}::retain`]: (m, [of, f]) => {
      for (const value of set(of).ordered())
        if (m.call(f, [ref(value)]) !== true) m.drop(set(of).remove(value));
      return undefined;
    },
    [`${type}::range`]: (m, [of, range]) =>
      ofArray(
        set(of)
          .refs()
          .filter((at) => within(m, range as Range, at)),
      ),
    [`${type}::drain`]: (_, [of]) => ofArray(set(of).takeAll()),
    [`${type}::get`]: (m, [of, value]) =>
      found(
        m,
        set(of)
          .refs()
          .find((at) => equal(m, at, value)) ?? null,
      ),
    [`${type}::take`]: (m, [of, value]) => {
      const taken = set(of).remove(value);
      return taken === EMPTY ? m.make.none() : m.make.some(taken);
    },
    [`${type}::union`]: (_, [a, b]) =>
      ofArray([
        ...set(a).refs(),
        ...set(b)
          .refs()
          .filter((at) => !set(a).has(at)),
      ]),
    [`${type}::intersection`]: (_, [a, b]) =>
      ofArray(
        set(a)
          .refs()
          .filter((at) => set(b).has(at)),
      ),
    [`${type}::difference`]: (_, [a, b]) => ofArray(outside(a, b)),
    [`${type}::symmetric_difference`]: (_, [a, b]) => ofArray([...outside(a, b), ...outside(b, a)]),
    [`${type}::is_subset`]: (_, [a, b]) => outside(a, b).length === 0,
    [`${type}::is_superset`]: (_, [a, b]) => outside(b, a).length === 0,
    [`${type}::is_disjoint`]: (_, [a, b]) => outside(a, b).length === set(a).size,
    [`${type}::first`]: (m, [of]) => found(m, set(of).refs()[0] ?? null),
    [`${type}::last`]: (m, [of]) => found(m, set(of).refs().at(-1) ?? null),
    [`${type}::peek`]: (m, [of]) => found(m, set(of).refs()[0] ?? null),
    [`${type}::pop_first`]: (m, [of]) => pop(m, of, 0),
    [`${type}::pop_last`]: (m, [of]) => pop(m, of, -1),
    [`${type}::pop`]: (m, [of]) => pop(m, of, 0),
    [`${type}::into_vec`]: (_, [of]) => new List(set(of).takeAll()),
    [`${type}::append`]: (_, [of, other]) => {
      for (const value of set(other).takeAll()) set(of).insert(value);
      return undefined;
    },
    [`${type}::into_sorted_vec`]: (_, [of]) => new List(set(of).takeAll().toReversed()),
  } satisfies Record<string, Builtin>);
}
