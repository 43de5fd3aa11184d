/** What takes all that an iterator gives: sums, folds, searches. */
import type { Interpreter } from "../run/interpreter.ts";
import { compare, equal } from "../values/compare.ts";
import { Adt, behind, END, Float, Iter, List, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { binary } from "../run/operators.ts";
import type { Builtin, Site } from "../run/site.ts";
import { iterOf, each, self, some, look } from "./walk.ts";
import { collect } from "./collect.ts";

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

export const ITER_CONSUMERS: Record<string, Builtin> = {
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
};
