/** Iterators: how lists, ranges and texts are walked, the adaptors, and what consumes them. */
import { Panic } from "../../../runtime/index.ts";
import type { Interpreter } from "../run/interpreter.ts";
import type { Shape } from "../types/shape.ts";
import { compare, equal } from "../values/compare.ts";
import { normal } from "../values/numbers.ts";
import { Adt, behind, Char, copyOf, EMPTY, END, Float, isNative, Iter, List, Range, Ref, Slice, Text, textOf, Tuple } from "../values/values.ts"; // prettier-ignore
import type { Value } from "../values/values.ts";
import { MapValue, SetValue } from "./maps.ts";
import { binary } from "../run/operators.ts";
import { repeated } from "../run/places.ts";
import type { Builtin, Site } from "../run/site.ts";
import { utf8Length } from "../values/utf8.ts";

export function ofArray(items: readonly Value[]): Iter {
  let [from, to] = [0, items.length];
  return new Iter(
    () => (from < to ? items[from++] : END),
    () => (from < to ? items[--to] : END),
    () => to - from,
    (machine) => {
      while (from < to) machine.drop(items[from++]);
    },
  );
}

/** References to the elements. */
export function ofPlaces(items: Value[], start: number, end: number): Iter {
  let [from, to] = [start, end];
  return new Iter(
    () => (from < to ? new Ref(items, from++) : END),
    () => (from < to ? new Ref(items, --to) : END),
    () => to - from,
  );
}

function ofRange(range: Range): Iter {
  const [low, high] = range.fields;
  const open = high === EMPTY;
  if (low instanceof Char) {
    const codes: Value[] = [];
    const last = ((high as Char).value.codePointAt(0) as number) + (range.inclusive ? 1 : 0);
    for (let code = low.value.codePointAt(0) as number; code < last; code++)
      codes.push(new Char(String.fromCodePoint(code)));
    return ofArray(codes);
  }
  if (typeof low === "bigint" || typeof high === "bigint") return ofBigRange(range);
  let from = low as number;
  let to = open ? Infinity : (high as number) + (range.inclusive ? 1 : 0);
  return new Iter(
    () => {
      if (from >= to) return END;
      const value = from++;
      if (!range.inclusive) range.fields[0] = from;
      return value;
    },
    () => (from < to ? --to : END),
    () => Math.max(0, to - from),
  );
}

function ofBigRange(range: Range): Iter {
  let from = BigInt(range.fields[0] as number);
  const to = BigInt(range.fields[1] as number) + (range.inclusive ? 1n : 0n);
  return new Iter(() => (from < to ? normal(from++) : END));
}

/** `into_iter` of anything: by value, or by reference behind one. */
export function iterOf(machine: Interpreter, of: Value, site: Site): Iter {
  let value = of;
  let byRef = false;
  while (value instanceof Ref) {
    byRef = true;
    value = value.value;
  }
  while (isNative(value) && value.deref !== undefined) {
    byRef = true;
    value = value.deref().value;
    while (value instanceof Ref) value = value.value;
  }
  if (value instanceof Iter) return value;
  if (value instanceof List)
    return byRef ? ofPlaces(value.items, 0, value.items.length) : ofArray(value.items.splice(0));
  if (value instanceof Slice) return ofPlaces(value.list.items, value.start, value.end);
  if (value instanceof Range) return ofRange(value);
  if (value instanceof MapValue) {
    if (byRef) return ofArray(value.places().map(([key, at]) => new Tuple([key, at])));
    return ofArray(value.takeAll().map(([k, v]) => new Tuple([k, v])));
  }
  if (value instanceof SetValue) return byRef ? ofArray(value.refs()) : ofArray(value.takeAll());
  if (value instanceof Adt) {
    const owner = value.def.kind === "variant" ? value.def.enum : value.def;
    const next = owner.methods.get("next");
    if (next !== undefined && !next.isStd)
      return ofOwn(machine, byRef ? (of as Ref) : new Ref([value], 0), value);
    const into = owner.methods.get("into_iter");
    if (into !== undefined && !into.isStd)
      return iterOf(machine, machine.callFn(into, [byRef ? of : value]), site);
    if (owner.path === "std::option::Option" || owner.path === "std::result::Result") {
      const has = value.def.name === "Some" || value.def.name === "Ok";
      return ofArray(!has ? [] : [byRef ? new Ref(value.fields, 0) : value.fields[0]]);
    }
  }
  return machine.refuse(
    site.from === 0 ? machine.at : site.from,
    "This is no iterator that runs here.",
    "a `Vec`, a range, or `.iter()`",
  );
}

/** An iterator of the program's own. */
function ofOwn(machine: Interpreter, at: Ref, value: Adt): Iter {
  const owner = value.def.kind === "variant" ? value.def.enum : value.def;
  const next = owner.methods.get("next");
  return new Iter(
    () => {
      const item = machine.callFn(next as NonNullable<typeof next>, [at]);
      return item instanceof Adt && item.def.name === "Some" ? item.fields[0] : END;
    },
    null,
    null,
    () => machine.drop(at.value),
  );
}

function* each(machine: Interpreter, iter: Iter): Generator<Value, void, unknown> {
  for (;;) {
    const value = machine.nextOf(iter);
    if (value === END) return;
    yield value;
  }
}

const self = (machine: Interpreter, value: Value, site: Site): Iter => iterOf(machine, value, site);

function some(machine: Interpreter, value: Value): Value {
  return machine.make.option(value);
}

/** From an `Option` that a closure gave: its value, or END. */
function orEnd(value: Value): Value {
  return value instanceof Adt && value.def.name === "Some" ? value.fields[0] : END;
}

function counted(left: (() => number) | null, back: Iter["back"]): number {
  return left === null || back === null ? -1 : left();
}

/** Collects into what the type asks for; without one, a list. */
export function collect(machine: Interpreter, iter: Iter, shape: Shape | null): Value {
  const name = shape?.name ?? "std::vec::Vec";
  switch (name) {
    case "std::string::String": {
      let text = "";
      for (const value of each(machine, iter)) text += textOf(value);
      return new Text(text);
    }
    case "std::collections::HashMap":
    case "std::collections::BTreeMap": {
      const map = new MapValue(name, machine);
      for (const pair of each(machine, iter)) map.insert((pair as Tuple).items[0], (pair as Tuple).items[1]);
      return map;
    }
    case "std::collections::HashSet":
    case "std::collections::BTreeSet":
    case "std::collections::BinaryHeap": {
      const set = new SetValue(name, machine);
      for (const value of each(machine, iter)) set.insert(value);
      return set;
    }
    case "std::result::Result":
    case "std::option::Option": {
      const items: Value[] = [];
      for (const item of each(machine, iter)) {
        const { def, fields } = item as Adt;
        if (def.name === "Err" || def.name === "None") {
          machine.dropAll(items);
          machine.drop(iter);
          return item;
        }
        items.push(fields[0]);
      }
      const inner = collect(machine, ofArray(items), shape?.args[0] ?? null);
      return name.endsWith("Option") ? machine.make.some(inner) : machine.make.ok(inner);
    }
    case "tuple":
      for (const value of each(machine, iter)) machine.drop(value);
      return undefined;
    case "tokio::task::JoinSet": {
      const set = machine.std.types.get(name)?.methods;
      const made = machine.builtin(`${name}::new`)([]);
      if (set !== undefined)
        for (const value of each(machine, iter))
          machine.drop(machine.builtin(`${name}::spawn`)([new Ref([made], 0), value]));
      return made;
    }
    default: {
      const items = [...each(machine, iter)];
      return new List(items, name === "std::collections::VecDeque" ? "deque" : "vec");
    }
  }
}

function add(machine: Interpreter, a: Value, b: Value, op: "+" | "*", site: Site): Value {
  return binary(machine, op, a, b, machine.typeOf(site), site);
}

function best(
  machine: Interpreter,
  iter: Iter,
  wins: (challenger: Value, champion: Value) => boolean,
): Value {
  let champion: Value = END;
  for (const value of each(machine, iter)) {
    if (champion === END || wins(value, champion)) {
      if (champion !== END) machine.drop(champion);
      champion = value;
    } else machine.drop(value);
  }
  return machine.make.option(champion);
}

const sign = (ordering: Value): number =>
  (ordering as Adt).def.kind === "variant" ? ((ordering as Adt).def as { index: number }).index - 1 : 0;
const look = (value: Value): Value => (value instanceof Ref ? value : new Ref([value], 0));

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
  "std::iter::Iter::map": (m, [of, f], site) => {
    const iter = self(m, of, site);
    const go = (value: Value): Value => (value === END ? END : m.call(f, [value]));
    return new Iter(
      () => go(m.nextOf(iter)),
      iter.back && (() => go(back(m, iter, site))),
      iter.left,
      () => m.dropBoth(iter, f),
    );
  },
  "std::iter::Iter::filter": (m, [of, f], site) => {
    const iter = self(m, of, site);
    const find = (step: () => Value): Value => {
      for (;;) {
        const value = step();
        if (value === END || m.call(f, [look(value)]) === true) return value;
        m.drop(value);
      }
    };
    return new Iter(
      () => find(() => m.nextOf(iter)),
      iter.back && (() => find(() => back(m, iter, site))),
      null,
      () => m.dropBoth(iter, f),
    );
  },
  "std::iter::Iter::filter_map": (m, [of, f], site) => {
    const iter = self(m, of, site);
    return new Iter(
      () => {
        for (;;) {
          const value = m.nextOf(iter);
          if (value === END) return END;
          const made = orEnd(m.call(f, [value]));
          if (made !== END) return made;
        }
      },
      null,
      null,
      () => m.dropBoth(iter, f),
    );
  },
  "std::iter::Iter::enumerate": (m, [of], site) => {
    const iter = self(m, of, site);
    let index = 0;
    return new Iter(
      () => {
        const value = m.nextOf(iter);
        return value === END ? END : new Tuple([index++, value]);
      },
      iter.back &&
        (() => {
          const at = index + counted(iter.left, iter.back) - 1;
          const value = back(m, iter, site);
          return value === END ? END : new Tuple([at, value]);
        }),
      iter.left,
      () => m.drop(iter),
    );
  },
  "std::iter::Iter::zip": (m, [of, other], site) => {
    const [a, b] = [self(m, of, site), iterOf(m, other, site)];
    const pair = (x: Value, y: () => Value): Value => {
      if (x === END) return END;
      const value = y();
      if (value !== END) return new Tuple([x, value]);
      m.drop(x);
      return END;
    };
    const left = (): number => Math.min(a.left?.() ?? Infinity, b.left?.() ?? Infinity);
    return new Iter(
      () => pair(m.nextOf(a), () => m.nextOf(b)),
      a.back && b.back && (() => pair(back(m, a, site), () => back(m, b, site))),
      left,
      () => m.dropBoth(a, b),
    );
  },
  "std::iter::Iter::chain": (m, [of, other], site) => {
    const [a, b] = [self(m, of, site), iterOf(m, other, site)];
    const or = (x: Value, y: () => Value): Value => (x === END ? y() : x);
    return new Iter(
      () => or(m.nextOf(a), () => m.nextOf(b)),
      a.back && b.back && (() => or(back(m, b, site), () => back(m, a, site))),
      a.left && b.left && (() => (a.left?.() ?? 0) + (b.left?.() ?? 0)),
      () => m.dropBoth(a, b),
    );
  },
  "std::iter::Iter::rev": (m, [of], site) => {
    const iter = self(m, of, site);
    return new Iter(
      () => back(m, iter, site),
      () => m.nextOf(iter),
      iter.left,
      () => m.drop(iter),
    );
  },
  "std::iter::Iter::skip": (m, [of, n], site) => {
    const iter = self(m, of, site);
    let left = Number(n);
    const skip = (): void => {
      for (; left > 0; left--) {
        const value = m.nextOf(iter);
        if (value === END) return;
        m.drop(value);
      }
    };
    return new Iter(
      () => (skip(), m.nextOf(iter)),
      iter.back && (() => (skip(), back(m, iter, site))),
      iter.left && (() => Math.max(0, (iter.left?.() ?? 0) - left)),
      () => m.drop(iter),
    );
  },
  "std::iter::Iter::take": (m, [of, n], site) => {
    const iter = self(m, of, site);
    let left = Number(n);
    return new Iter(
      () => (left-- > 0 ? m.nextOf(iter) : END),
      null,
      () => Math.min(Math.max(left, 0), iter.left?.() ?? Infinity),
      () => m.drop(iter),
    );
  },
  "std::iter::Iter::step_by": (m, [of, n], site) => {
    const iter = self(m, of, site);
    const step = Number(n);
    if (step === 0) throw new Panic("assertion failed: step != 0");
    let first = true;
    return new Iter(
      () => {
        for (let i = first ? step : 1; i < step; i++) m.drop(m.nextOf(iter));
        first = false;
        return m.nextOf(iter);
      },
      null,
      null,
      () => m.drop(iter),
    );
  },
  "std::iter::Iter::peekable": (m, [of], site) => self(m, of, site),
  "std::iter::Iter::fuse": (m, [of], site) => self(m, of, site),
  "std::iter::Iter::skip_while": (m, [of, f], site) => {
    const iter = self(m, of, site);
    let skipping = true;
    return new Iter(
      () => {
        for (;;) {
          const value = m.nextOf(iter);
          if (value === END || !skipping || m.call(f, [look(value)]) !== true) {
            skipping = false;
            return value;
          }
          m.drop(value);
        }
      },
      null,
      null,
      () => m.dropBoth(iter, f),
    );
  },
  "std::iter::Iter::take_while": (m, [of, f], site) => {
    const iter = self(m, of, site);
    let over = false;
    return new Iter(
      () => {
        if (over) return END;
        const value = m.nextOf(iter);
        if (value !== END && m.call(f, [look(value)]) === true) return value;
        over = true;
        m.drop(value);
        return END;
      },
      null,
      null,
      () => m.dropBoth(iter, f),
    );
  },
  "std::iter::Iter::map_while": (m, [of, f], site) => {
    const iter = self(m, of, site);
    return new Iter(
      () => {
        const value = m.nextOf(iter);
        return value === END ? END : orEnd(m.call(f, [value]));
      },
      null,
      null,
      () => m.dropBoth(iter, f),
    );
  },
  "std::iter::Iter::inspect": (m, [of, f], site) => {
    const iter = self(m, of, site);
    return new Iter(
      () => {
        const value = m.nextOf(iter);
        if (value !== END) m.call(f, [look(value)]);
        return value;
      },
      null,
      iter.left,
      () => m.dropBoth(iter, f),
    );
  },
  "std::iter::Iter::scan": (m, [of, start, f], site) => {
    const iter = self(m, of, site);
    const state = [start];
    return new Iter(() => {
      const value = m.nextOf(iter);
      return value === END ? END : orEnd(m.call(f, [new Ref(state, 0), value]));
    });
  },
  "std::iter::Iter::flat_map": (m, [of, f], site) =>
    flatten(m, self(m, of, site), (value) => m.call(f, [value]), site),
  "std::iter::Iter::flatten": (m, [of], site) => flatten(m, self(m, of, site), (value) => value, site),
  "std::iter::Iter::cloned": (m, [of], site) => {
    const iter = self(m, of, site);
    const go = (value: Value): Value =>
      value === END ? END : m.cloned(value instanceof Ref ? value.value : value);
    return new Iter(() => go(m.nextOf(iter)), iter.back && (() => go(back(m, iter, site))), iter.left);
  },
  "std::iter::Iter::copied": (m, args, site) => (ITER["std::iter::Iter::cloned"] as Builtin)(m, args, site),
  "std::iter::Iter::cycle": (m, [of], site) => {
    const items = [...each(m, self(m, of, site))];
    let at = 0;
    return new Iter(() => (items.length === 0 ? END : m.cloned(items[at++ % items.length])));
  },
  "std::iter::Iter::collect": (m, [of], site) => collect(m, self(m, of, site), m.shape(site)),
  "std::iter::Iter::sum": (m, [of], site) => total(m, self(m, of, site), "+", site),
  "std::iter::Iter::product": (m, [of], site) => total(m, self(m, of, site), "*", site),
  "std::iter::Iter::count": (m, [of], site) => {
    let n = 0;
    for (const value of each(m, self(m, of, site))) {
      n++;
      m.drop(value);
    }
    return n;
  },
  "std::iter::Iter::last": (m, [of], site) => best(m, self(m, of, site), () => true),
  "std::iter::Iter::nth": (m, [of, n], site) => {
    const iter = self(m, of, site);
    for (let i = Number(n); i > 0; i--) m.drop(m.nextOf(iter));
    return some(m, m.nextOf(iter));
  },
  "std::iter::Iter::partition": (m, [of, f], site) => {
    const sides: [Value[], Value[]] = [[], []];
    for (const value of each(m, self(m, of, site)))
      sides[m.call(f, [look(value)]) === true ? 0 : 1].push(value);
    return new Tuple(sides.map((side) => new List(side)));
  },
  "std::iter::Iter::unzip": (m, [of], site) => {
    const sides: [Value[], Value[]] = [[], []];
    for (const value of each(m, self(m, of, site)))
      (value as Tuple).items.forEach((item, i) => sides[i as 0 | 1].push(item));
    return new Tuple(sides.map((side) => new List(side)));
  },
  "std::iter::Iter::fold": (m, [of, start, f], site) => {
    let state = start;
    for (const value of each(m, self(m, of, site))) state = m.call(f, [state, value]);
    return state;
  },
  "std::iter::Iter::try_fold": (m, [of, start, f], site) => {
    let state = start;
    let kind: Adt | null = null;
    for (const value of each(m, self(m, of, site))) {
      const made = m.call(f, [state, value]) as Adt;
      if (made.def.name === "Err" || made.def.name === "None") return made;
      state = made.fields[0];
      kind = made;
    }
    return kind === null
      ? m.typeOf(site) === "std::option::Option"
        ? m.make.some(state)
        : m.make.ok(state)
      : new Adt(kind.def, [state]);
  },
  "std::iter::Iter::reduce": (m, [of, f], site) => {
    const iter = self(m, of, site);
    let state = m.nextOf(iter);
    if (state === END) return m.make.none();
    for (const value of each(m, iter)) state = m.call(f, [state, value]);
    return m.make.some(state);
  },
  "std::iter::Iter::for_each": (m, [of, f], site) => {
    for (const value of each(m, self(m, of, site))) m.drop(m.call(f, [value]));
    return undefined;
  },
  "std::iter::Iter::try_for_each": (m, [of, f], site) => {
    for (const value of each(m, self(m, of, site))) {
      const made = m.call(f, [value]) as Adt;
      if (made.def.name === "Err" || made.def.name === "None") return made;
    }
    return m.typeOf(site) === "std::option::Option" ? m.make.some(undefined) : m.make.ok(undefined);
  },
  "std::iter::Iter::all": (m, [of, f], site) => {
    for (const value of each(m, self(m, of, site))) if (m.call(f, [value]) !== true) return false;
    return true;
  },
  "std::iter::Iter::any": (m, [of, f], site) => {
    for (const value of each(m, self(m, of, site))) if (m.call(f, [value]) === true) return true;
    return false;
  },
  "std::iter::Iter::find": (m, [of, f], site) => {
    for (const value of each(m, self(m, of, site))) {
      if (m.call(f, [look(value)]) === true) return m.make.some(value);
      m.drop(value);
    }
    return m.make.none();
  },
  "std::iter::Iter::find_map": (m, [of, f], site) => {
    for (const value of each(m, self(m, of, site))) {
      const made = m.call(f, [value]) as Adt;
      if (made.def.name === "Some") return made;
    }
    return m.make.none();
  },
  "std::iter::Iter::position": (m, [of, f], site) => {
    let i = 0;
    for (const value of each(m, self(m, of, site))) {
      if (m.call(f, [value]) === true) return m.make.some(i);
      i++;
    }
    return m.make.none();
  },
  // Of equal ones `max` gives the last, `min` the first.
  "std::iter::Iter::max": (m, [of], site) =>
    best(m, self(m, of, site), (a, b) => (compare(m, a, b) ?? 0) >= 0),
  "std::iter::Iter::min": (m, [of], site) =>
    best(m, self(m, of, site), (a, b) => (compare(m, a, b) ?? 0) < 0),
  "std::iter::Iter::max_by_key": (m, [of, f], site) =>
    best(m, self(m, of, site), (a, b) => (compare(m, m.call(f, [look(a)]), m.call(f, [look(b)])) ?? 0) >= 0),
  "std::iter::Iter::min_by_key": (m, [of, f], site) =>
    best(m, self(m, of, site), (a, b) => (compare(m, m.call(f, [look(a)]), m.call(f, [look(b)])) ?? 0) < 0),
  "std::iter::Iter::max_by": (m, [of, f], site) =>
    best(m, self(m, of, site), (a, b) => sign(m.call(f, [look(a), look(b)])) >= 0),
  "std::iter::Iter::min_by": (m, [of, f], site) =>
    best(m, self(m, of, site), (a, b) => sign(m.call(f, [look(a), look(b)])) < 0),
  "std::iter::Iter::eq": (m, [of, other], site) => {
    const [a, b] = [[...each(m, self(m, of, site))], [...each(m, iterOf(m, other, site))]];
    return a.length === b.length && a.every((value, i) => equal(m, value, b[i]));
  },
  "std::iter::Iter::is_sorted": (m, [of], site) => {
    const items = [...each(m, self(m, of, site))];
    return items.every((value, i) => i === 0 || (compare(m, items[i - 1], value) ?? 1) <= 0);
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
  "std::iter::zip": (m, args, site) => (ITER["std::iter::Iter::zip"] as Builtin)(m, args, site),
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

function back(m: Interpreter, iter: Iter, site: Site): Value {
  if (iter.back === null) {
    // From the end of an iterator that only goes forward: take all of it first.
    const all = ofArray([...each(m, iter)]);
    Object.assign(iter, { next: all.next, back: all.back, left: all.left });
  }
  m.spend(1);
  return iter.back === null ? m.refuse(site.from, "This iterator has no end to begin from.") : iter.back();
}

function flatten(m: Interpreter, outer: Iter, map: (value: Value) => Value, site: Site): Iter {
  let inner: Iter | null = null;
  return new Iter(
    () => {
      for (;;) {
        if (inner !== null) {
          const value = m.nextOf(inner);
          if (value !== END) return value;
        }
        const next = m.nextOf(outer);
        if (next === END) return END;
        inner = iterOf(m, map(next), site);
      }
    },
    null,
    null,
    () => {
      if (inner !== null) m.drop(inner);
      m.drop(outer);
    },
  );
}

function total(m: Interpreter, iter: Iter, op: "+" | "*", site: Site): Value {
  const shape = m.shape(site);
  const start = op === "+" ? 0 : 1;
  let sum: Value = END;
  for (const value of each(m, iter)) {
    const next = behind(value);
    if (next instanceof Adt && (next.def.name === "Err" || next.def.name === "None")) return next;
    if (next instanceof Adt && shape !== null && (next.def.name === "Ok" || next.def.name === "Some"))
      return totalOf(m, next, iter, op, site);
    sum = sum === END ? next : add(m, sum, next, op, site);
  }
  if (sum !== END) return sum;
  if (shape?.name.startsWith("f") === true) return new Float(start);
  return shape?.name === "std::time::Duration" ? m.builtin("std::time::Duration::default")([]) : start;
}

/** The sum of `Result`s is a `Result`. */
function totalOf(m: Interpreter, first: Adt, iter: Iter, op: "+" | "*", site: Site): Value {
  let sum = first.fields[0];
  for (const value of each(m, iter)) {
    const next = value as Adt;
    if (next.def.name === "Err" || next.def.name === "None") return next;
    sum = add(m, sum, next.fields[0], op, site);
  }
  return new Adt(first.def, [sum]);
}

export function textIter(text: string): Iter {
  return ofArray(Array.from(text).map((char) => new Char(char)));
}

export function charIndices(text: string): Iter {
  let at = 0;
  return ofArray(
    Array.from(text).map((char) => {
      const pair = new Tuple([at, new Char(char)]);
      at += utf8Length(char);
      return pair;
    }),
  );
}
