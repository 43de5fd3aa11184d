/** What makes an iterator of another: `map`, `filter`, `zip` and the like. */
import { Panic } from "../../../runtime/index.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { END, Iter, Ref, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Builtin, Site } from "../run/site.ts";
import { iterOf, each, self, orEnd, look, back } from "./walk.ts";

function counted(left: (() => number) | null, back: Iter["back"]): number {
  return left === null || back === null ? -1 : left();
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

export const ITER_ADAPTORS: Record<string, Builtin> = {
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
  "std::iter::Iter::copied": (m, args, site) =>
    (ITER_ADAPTORS["std::iter::Iter::cloned"] as Builtin)(m, args, site),
  "std::iter::Iter::cycle": (m, [of], site) => {
    const items = [...each(m, self(m, of, site))];
    let at = 0;
    return new Iter(() => (items.length === 0 ? END : m.cloned(items[at++ % items.length])));
  },
};
