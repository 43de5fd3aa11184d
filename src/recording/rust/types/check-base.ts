/** What all checks share: the types found so far, problems, coercions, and what lies behind a pointer. */
import type { Expr } from "../syntax/ast.ts";
import type { EnumDef, FnDef, Local, StructDef } from "../syntax/definitions.ts";
import { Refusal } from "../syntax/problem.ts";
import type { Std } from "../names/std.ts";
import { Lowering } from "./lower.ts";
import type { Substitution } from "./lower.ts";
import { find, fresh, prim, refTo, show, UNIT, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";

/** The body that is being checked. */
export interface BodyContext {
  returns: Ty;
  of: Substitution;
}

/** Types that stand for what is in them. */
const POINTERS: ReadonlySet<string> = new Set(
  (
    "std::boxed::Box std::sync::Arc std::rc::Rc std::pin::Pin std::cell::Ref std::cell::RefMut std::sync::MutexGuard " +
    "std::sync::RwLockReadGuard std::sync::RwLockWriteGuard std::sync::LazyLock tokio::sync::MutexGuard " +
    "tokio::sync::OwnedMutexGuard tokio::sync::RwLockReadGuard tokio::sync::RwLockWriteGuard " +
    "tokio::sync::OwnedRwLockReadGuard tokio::sync::OwnedRwLockWriteGuard tokio::sync::watch::Ref std::panic::AssertUnwindSafe"
  ).split(" "),
);

const MOST_PROBLEMS = 20;

export abstract class CheckBase {
  readonly std: Std;
  readonly lowering: Lowering;
  readonly problems: Refusal[] = [];
  readonly types = new Map<Expr, Ty>();
  readonly locals = new Map<Local, Ty>();
  protected body: BodyContext = { returns: UNIT, of: { params: new Map(), self: UNKNOWN } };

  constructor(std: Std, declare: (def: FnDef) => void) {
    this.std = std;
    this.lowering = new Lowering(std, declare);
  }

  abstract infer(expr: Expr, want: Ty | null): Ty;

  report(at: number, message: string, instead?: string): void {
    if (this.problems.length < MOST_PROBLEMS && !this.problems.some((known) => known.at === at))
      this.problems.push(new Refusal(at, message, instead));
  }

  adt(path: string, ...args: Ty[]): Ty {
    return this.lowering.adt(path, ...args);
  }

  option(of: Ty): Ty {
    return this.adt("std::option::Option", of);
  }

  result(ok: Ty, err: Ty): Ty {
    return this.adt("std::result::Result", ok, err);
  }

  isAdt(ty: Ty, path: string): ty is Extract<Ty, { k: "adt" }> {
    const at = find(ty);
    return at.k === "adt" && at.def.path === path;
  }

  check(expr: Expr, want: Ty): Ty {
    const found = this.infer(expr, want);
    this.coerce(want, found, expr);
    return found;
  }

  /** A value of one type where another is expected. */
  coerce(want: Ty, found: Ty, expr: Expr): void {
    if (!this.fits(want, found)) this.mismatch(want, found, lastOf(expr).from);
  }

  mismatch(want: Ty, found: Ty, at: number): void {
    const out = this.pendingOutput(found);
    if (out !== null && find(want).k !== "future") {
      this.report(
        at,
        `Expected \`${show(want)}\`, found a future: nothing waits for it.`,
        "`.await` after it",
      );
      return;
    }
    this.report(at, `Mismatched types: expected \`${show(want)}\`, found \`${show(found)}\`.`);
  }

  /** The output of something that is a future and nothing else; null for all other types. */
  pendingOutput(ty: Ty): Ty | null {
    const at = find(ty);
    if (at.k === "future") return at.out;
    if (at.k !== "adt") return null;
    return ["tokio::task::JoinHandle", "tokio::time::Sleep"].includes(at.def.path)
      ? this.futureOut(at)
      : null;
  }

  fits(want: Ty, found: Ty): boolean {
    const [to, from] = [find(want), find(found)];
    if (to.k === "ref" && from.k === "ref") {
      if (to.mut && !from.mut) return false;
      return this.#derefs(to.of, from.of);
    }
    // A closure or a function is a function of any compatible signature; boxes and pins hold what is not followed here.
    if (to.k === "fn" && from.k === "fn") {
      if (to.params.length !== from.params.length) return false;
      to.params.forEach((param, i) => unify(param, from.params[i] as Ty));
      return unify(to.returns, from.returns);
    }
    if (to.k === "future") {
      const out = this.futureOut(from);
      return out !== null && unify(to.out, out);
    }
    return unify(to, from);
  }

  /** Deref coercion: `&String` where `&str` is expected, and the like. */
  #derefs(want: Ty, found: Ty): boolean {
    let at: Ty | null = found;
    while (at !== null) {
      if (sameHead(want, at)) return unify(want, at);
      at = this.deref(at);
    }
    return false;
  }

  /** A `Box`, an `Arc` and the like, which a cast turns into one of a trait. */
  isPointer(ty: Ty): boolean {
    const at = find(ty);
    return at.k === "adt" && POINTERS.has(at.def.path);
  }

  /** One step through a reference, a pointer or a guard. */
  deref(ty: Ty): Ty | null {
    const at = find(ty);
    if (at.k === "ref") return at.of;
    if (at.k === "array") return { k: "slice", of: at.of };
    if (at.k !== "adt") return null;
    const { path } = at.def;
    if (POINTERS.has(path)) return at.args[0] ?? UNKNOWN;
    if (path === "std::string::String") return prim("str");
    if (path === "std::vec::Vec" || path === "std::collections::VecDeque")
      return { k: "slice", of: at.args[0] ?? UNKNOWN };
    if (at.def.isStd || !at.def.traits.has("Deref")) return null;
    return this.assocType(at.def, "Target", at.args);
  }

  /** `type Output = …` of an impl. */
  assocType(def: StructDef | EnumDef, name: string, args: readonly Ty[]): Ty {
    const alias = def.types.get(name);
    if (alias === undefined || alias.type === null) return UNKNOWN;
    const params = new Map(def.generics.map((generic, i) => [generic, args[i] ?? UNKNOWN]));
    return this.lowering.type(alias.type, { params, self: { k: "adt", def, args: [...args] } });
  }

  /** What awaiting it gives; null if it is certainly no future. */
  futureOut(ty: Ty): Ty | null {
    const at = find(ty);
    switch (at.k) {
      case "future":
        return at.out;
      case "ref":
        return this.futureOut(at.of);
      case "unknown":
      case "never":
        return UNKNOWN;
      case "var":
      case "param": {
        const demand = at.demands.find((one) => one.kind === "future");
        return demand?.kind === "future"
          ? demand.out
          : at.k === "var" && at.literal !== null
            ? null
            : UNKNOWN;
      }
      case "adt":
        return this.#adtOut(at);
      default:
        return null;
    }
  }

  #adtOut({ def, args }: Extract<Ty, { k: "adt" }>): Ty | null {
    const [first = UNKNOWN] = args;
    switch (def.path) {
      case "tokio::task::JoinHandle":
        return this.result(first, this.adt("tokio::task::JoinError"));
      case "tokio::sync::oneshot::Receiver":
        return this.result(first, this.adt("tokio::sync::oneshot::error::RecvError"));
      case "tokio::time::Sleep":
      case "tokio::sync::futures::Notified":
        return UNIT;
      default:
    }
    if (POINTERS.has(def.path)) return this.futureOut(first);
    if (def.isStd) return null;
    if (def.traits.has("Future")) return this.assocType(def, "Output", args);
    return def.traits.has("IntoFuture") || def.traits.has("Deref") ? UNKNOWN : null;
  }

  /** What a `for` over it gives; null if it certainly cannot be walked. */
  iterItem(ty: Ty): Ty | null {
    const at = find(ty);
    switch (at.k) {
      case "array":
        return at.of;
      case "ref": {
        const of = find(at.of);
        if (of.k === "adt" && of.def.path === "std::iter::Iter") return of.args[0] ?? UNKNOWN;
        if (of.k === "slice" || of.k === "array") return refTo(of.of, at.mut);
        if (of.k === "ref") return this.iterItem(of);
        if (of.k === "adt" && of.def.isStd) {
          const { path } = of.def;
          if (path.endsWith("Map"))
            return {
              k: "tuple",
              items: [refTo(of.args[0] ?? UNKNOWN), refTo(of.args[1] ?? UNKNOWN, at.mut)],
            };
          if (POINTERS.has(path)) return UNKNOWN;
          if (path.startsWith("std::ops::Range") && at.mut) return of.args[0] ?? UNKNOWN;
          return COLLECTIONS.has(path) ? refTo(of.args[0] ?? UNKNOWN, at.mut) : null;
        }
        return UNKNOWN;
      }
      case "adt": {
        const { path } = at.def;
        if (!at.def.isStd) {
          if (at.def.traits.has("Iterator")) return this.assocType(at.def, "Item", at.args);
          return at.def.traits.has("IntoIterator") ? UNKNOWN : null;
        }
        if (path.endsWith("Map"))
          return { k: "tuple", items: [at.args[0] ?? UNKNOWN, at.args[1] ?? UNKNOWN] };
        if (POINTERS.has(path)) return UNKNOWN;
        return COLLECTIONS.has(path) ? (at.args[0] ?? UNKNOWN) : null;
      }
      case "param":
      case "var": {
        const demand = at.demands.find((one) => one.kind === "iterator");
        return demand?.kind === "iterator"
          ? demand.item
          : at.k === "var" && at.literal !== null
            ? null
            : UNKNOWN;
      }
      case "unknown":
      case "never":
        return UNKNOWN;
      default:
        return null;
    }
  }

  /** Behind all references. */
  strip(ty: Ty): Ty {
    let at = find(ty);
    while (at.k === "ref") at = find(at.of);
    return at;
  }

  typeOfLocal(local: Local): Ty {
    let at = local;
    while (at.outer !== null) at = at.outer;
    let ty = this.locals.get(at);
    if (ty === undefined) this.locals.set(at, (ty = fresh()));
    return ty;
  }
}

const COLLECTIONS: ReadonlySet<string> = new Set(
  (
    "std::vec::Vec std::collections::VecDeque std::collections::HashSet std::collections::BTreeSet " +
    "std::collections::BinaryHeap std::iter::Iter std::option::Option std::result::Result std::ops::Range " +
    "std::ops::RangeInclusive std::ops::RangeFrom"
  ).split(" "),
);

function sameHead(a: Ty, b: Ty): boolean {
  const [x, y] = [find(a), find(b)];
  if (x.k === "unknown" || y.k === "unknown" || x.k === "var" || y.k === "var") return true;
  if (x.k === "adt") return y.k === "adt" && x.def === y.def;
  if (x.k === "prim") return y.k === "prim" && x.name === y.name;
  if (x.k === "slice") return y.k === "slice" || y.k === "array";
  return x.k === y.k;
}

/** Of a block, the expression that gives its value. */
function lastOf(expr: Expr): Expr {
  if (expr.kind === "paren") return lastOf(expr.of);
  if (expr.kind === "block" && expr.block.tail !== null) return lastOf(expr.block.tail);
  return expr;
}
