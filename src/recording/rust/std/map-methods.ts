/** The methods of `HashMap` and `BTreeMap`, and of their entries. */
import type { Interpreter } from "../run/interpreter.ts";
import { compare, equal, hashKey } from "../values/compare.ts";
import { behind, EMPTY, Range, Ref, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { iterOf, ofArray } from "./walk.ts";
import { drained } from "./lists.ts";
import { MapValue } from "./maps.ts";
import { defaultOfRef } from "../run/defaults.ts";
import type { Builtin, Site } from "../run/site.ts";

const map = (value: Value): MapValue => behind(value) as MapValue;

const E = "std::collections::hash_map::Entry";

export function entries(m: Interpreter, of: Value, site: Site): Value[] {
  return drained(m, iterOf(m, of, site));
}

class Entry {
  readonly type = "std::collections::hash_map::Entry";
  readonly map: MapValue;
  readonly key: Value;
  readonly name: string;
  constructor(of: MapValue, key: Value, name: string) {
    this.map = of;
    this.key = key;
    this.name = name;
  }
  get place(): Ref | null {
    return this.map.get(this.name);
  }
}

function orInsert(m: Interpreter, entry: Value, make: () => Value): Value {
  const of = entry as Entry;
  if (of.place === null) of.map.insert(of.key, make());
  else m.drop(of.key);
  return of.place;
}

export function found(m: Interpreter, place: Ref | null): Value {
  return place === null ? m.make.none() : m.make.some(place);
}

export function within(m: Interpreter, { fields: [low, high], inclusive }: Range, value: Value): boolean {
  if (low !== EMPTY && (compare(m, value, low) ?? 0) < 0) return false;
  return high === EMPTY || (compare(m, value, high) ?? 0) < (inclusive ? 1 : 0);
}

function edge(m: Interpreter, of: MapValue, at: 0 | -1, pops: boolean): Value {
  const pair = of.places().at(at);
  if (pair === undefined) return m.make.none();
  if (!pops) return m.make.some(new Tuple([...pair]));
  return m.make.some(new Tuple([...(of.remove(pair[0].value) as Value[])]));
}

export const MAPS: Record<string, Builtin> = {
  [`${E}::or_insert`]: (m, [entry, value]) => {
    if ((entry as Entry).place !== null) m.drop(value);
    return orInsert(m, entry, () => value);
  },
  [`${E}::or_insert_with`]: (m, [entry, f]) => orInsert(m, entry, () => m.call(f, [])),
  [`${E}::or_default`]: (m, [entry], site) => orInsert(m, entry, () => defaultOfRef(m, site)),
  [`${E}::and_modify`]: (m, [entry, f]) => {
    const { place } = entry as Entry;
    if (place !== null) m.call(f, [place]);
    return entry;
  },
  [`${E}::key`]: (_, [entry]) => new Ref([(behind(entry) as Entry).key], 0),
};

for (const type of ["std::collections::HashMap", "std::collections::BTreeMap"]) {
  const fill = (m: Interpreter, into: MapValue, of: Value, site: Site): MapValue => {
    for (const pair of entries(m, of, site))
      m.drop(into.insert((pair as Tuple).items[0], (pair as Tuple).items[1]));
    return into;
  };
  Object.assign(MAPS, {
    [`${type}::new`]: (m) => new MapValue(type, m),
    [`${type}::with_capacity`]: (m) => new MapValue(type, m),
    [`${type}::from`]: (m, [of], site) => fill(m, new MapValue(type, m), of, site),
    [`${type}::insert`]: (m, [of, key, value]) => {
      const old = map(of).insert(key, value);
      return old === EMPTY ? m.make.none() : m.make.some(old);
    },
    [`${type}::get`]: (m, [of, key]) => found(m, map(of).get(hashKey(key))),
    [`${type}::get_mut`]: (m, [of, key]) => found(m, map(of).get(hashKey(key))),
    [`${type}::contains_key`]: (_, [of, key]) => map(of).get(hashKey(key)) !== null,
    [`${type}::remove`]: (m, [of, key]) => {
      const entry = map(of).remove(key);
      if (entry === null) return m.make.none();
      m.drop(entry[0]);
      return m.make.some(entry[1]);
    },
    [`${type}::remove_entry`]: (m, [of, key]) => {
      const entry = map(of).remove(key);
      return entry === null ? m.make.none() : m.make.some(new Tuple([...entry]));
    },
    [`${type}::entry`]: (_, [of, key]) => new Entry(map(of), key, hashKey(key)),
    [`${type}::len`]: (_, [of]) => map(of).size,
    [`${type}::is_empty`]: (_, [of]) => map(of).size === 0,
    [`${type}::clear`]: (m, [of]) => map(of).drop(m),
    [`${type}::keys`]: (_, [of]) =>
      ofArray(
        map(of)
          .places()
          .map(([key]) => key),
      ),
    [`${type}::values`]: (_, [of]) =>
      ofArray(
        map(of)
          .places()
          .map(([, value]) => value),
      ),
    [`${type}::values_mut`]: (_, [of]) =>
      ofArray(
        map(of)
          .places()
          .map(([, value]) => value),
      ),
    [`${type}::iter`]: (_, [of]) =>
      ofArray(
        map(of)
          .places()
          .map((pair) => new Tuple([...pair])),
      ),
    [`${type}::iter_mut`]: (_, [of]) =>
      ofArray(
        map(of)
          .places()
          .map((pair) => new Tuple([...pair])),
      ),
    [`${type}::into_iter`]: (m, [of], site) => iterOf(m, of, site),
    [`${type}::drain`]: (_, [of]) =>
      ofArray(
        map(of)
          .takeAll()
          .map((pair) => new Tuple([...pair])),
      ),
    [`${type}::into_values`]: (m, [of]) =>
      ofArray(
        map(of)
          .takeAll()
          .map(([key, value]) => (m.drop(key), value)),
      ),
    [`${type}::into_keys`]: (m, [of]) =>
      ofArray(
        map(of)
          .takeAll()
          .map(([key, value]) => (m.drop(value), key)),
      ),
    [`${type}::extend`]: (m, [of, from], site) => void fill(m, map(of), from, site),
    [`${type}::retain`]: (m, [of, f]) => {
      for (const [key, value] of map(of).places())
        if (m.call(f, [key, value]) !== true)
          map(of)
            .remove(key.value)
            ?.forEach((one) => m.drop(one));
      return undefined;
    },
    [`${type}::range`]: (m, [of, range]) =>
      ofArray(
        map(of)
          .places()
          .filter(([key]) => within(m, range as Range, key))
          .map((pair) => new Tuple([...pair])),
      ),
    [`${type}::drain`]: (m, [of], site) => iterOf(m, map(of).taken(), site),
    [`${type}::remove_entry`]: (m, [of, key]) => {
      const entry = map(of).remove(key);
      return entry === null ? m.make.none() : m.make.some(new Tuple([...entry]));
    },
    [`${type}::get_key_value`]: (m, [of, key]) => {
      const entry = map(of)
        .places()
        .find(([known]) => equal(m, known, key));
      return entry === undefined ? m.make.none() : m.make.some(new Tuple([...entry]));
    },
    [`${type}::first_key_value`]: (m, [of]) => edge(m, map(of), 0, false),
    [`${type}::last_key_value`]: (m, [of]) => edge(m, map(of), -1, false),
    [`${type}::pop_first`]: (m, [of]) => edge(m, map(of), 0, true),
    [`${type}::pop_last`]: (m, [of]) => edge(m, map(of), -1, true),
  } satisfies Record<string, Builtin>);
}
