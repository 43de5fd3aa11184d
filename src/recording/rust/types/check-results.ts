/** What methods of std give whose results depend on more than their signatures. */
import type { Of } from "../syntax/ast.ts";
import type { EnumDef, FnDef, PrimDef, StructDef } from "../syntax/definitions.ts";
import type { Signature } from "./lower.ts";
import { BOOL, find, fresh, refTo, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";
import { CheckFunctions } from "./check-functions.ts";

type Owner = StructDef | EnumDef | PrimDef;

/** Types of std and tokio that programs often try to clone. */
const NO_CLONE: ReadonlySet<string> = new Set(
  (
    "std::sync::Mutex std::sync::RwLock std::sync::mpsc::Receiver std::thread::JoinHandle tokio::task::JoinHandle " +
    "tokio::task::JoinSet tokio::sync::mpsc::Receiver tokio::sync::mpsc::UnboundedReceiver tokio::sync::oneshot::Sender " +
    "tokio::sync::oneshot::Receiver tokio::sync::broadcast::Receiver tokio::sync::Mutex tokio::sync::RwLock " +
    "tokio::sync::Semaphore tokio::sync::Notify tokio::runtime::Runtime"
  ).split(" "),
);

export abstract class CheckResults extends CheckFunctions {
  /** The types whose methods it has; the closest first. */
  protected methodOwners(ty: Ty): Owner[] {
    const at = find(ty);
    const p = (name: string): Owner => this.std.prims.get(name) as PrimDef;
    const s = (path: string): Owner[] => {
      const def = this.std.types.get(path);
      return def === undefined ? [] : [def];
    };
    switch (at.k) {
      case "prim":
        if (/^[iu](?:\d|size)/.test(at.name)) return [p(at.name), p("int")];
        if (/^f\d/.test(at.name)) return [p(at.name), p("float")];
        return [p(at.name)];
      case "var":
        return at.literal === "int"
          ? [
              p("int"),
              ...[...this.std.prims.values()].filter(
                (def) => def.impls.length > 0 && /^[iu](?:\d|size)/.test(def.name),
              ),
            ]
          : at.literal === "float"
            ? [p("float"), p("f64")]
            : [];
      case "adt": {
        const { path } = at.def;
        if (path.startsWith("std::ops::Range")) return [at.def, ...s("std::iter::Iter")];
        return at.def.traits.has("Iterator") && !at.def.isStd ? [at.def, ...s("std::iter::Iter")] : [at.def];
      }
      case "slice":
      case "array":
        return [p("Slice"), ...s("std::slice::Slice")];
      case "tuple":
        return [p("tuple")];
      default:
        return [];
    }
  }

  /** Results that depend on more than the signature says. */
  protected resultOf(expr: Of<"method">, fn: FnDef, { returns }: Signature, at: Ty, want: Ty | null): Ty {
    if (!fn.isStd) return returns;
    const here = find(at);
    const item =
      here.k === "adt"
        ? (here.args[0] ?? UNKNOWN)
        : here.k === "slice" || here.k === "array"
          ? here.of
          : UNKNOWN;
    switch (fn.path) {
      case "std::iter::Iter::collect":
        return this.#collected(returns, this.iterItem(here) ?? UNKNOWN, want);
      case "std::iter::Iter::sum":
      case "std::iter::Iter::product": {
        const one = this.strip(this.iterItem(here) ?? UNKNOWN);
        if (expr.generics.length > 0) return returns;
        return want !== null && find(want).k !== "var"
          ? want
          : one.k === "prim" || (one.k === "var" && one.literal !== null)
            ? one
            : returns;
      }
      case "std::iter::Iter::cloned":
      case "std::iter::Iter::copied":
        return this.adt("std::iter::Iter", this.strip(this.iterItem(here) ?? UNKNOWN));
      case "std::iter::Iter::flatten":
        return this.adt("std::iter::Iter", this.iterItem(this.iterItem(here) ?? UNKNOWN) ?? UNKNOWN);
      case "std::iter::Iter::flat_map": {
        const closure = expr.args[0] === undefined ? UNKNOWN : find(this.types.get(expr.args[0]) ?? UNKNOWN);
        return this.adt(
          "std::iter::Iter",
          closure.k === "fn" ? (this.iterItem(closure.returns) ?? UNKNOWN) : UNKNOWN,
        );
      }
      case "std::slice::Slice::map": {
        const closure = expr.args[0] === undefined ? UNKNOWN : find(this.types.get(expr.args[0]) ?? UNKNOWN);
        return {
          k: "array",
          of: closure.k === "fn" ? closure.returns : UNKNOWN,
          length: here.k === "array" ? here.length : null,
        };
      }
      case "std::option::Option::cloned":
      case "std::option::Option::copied":
        return this.option(this.strip(item));
      case "std::option::Option::as_deref":
      case "std::option::Option::as_deref_mut":
        return this.option(refTo(this.deref(item) ?? UNKNOWN));
      case "std::result::Result::transpose":
      case "std::option::Option::transpose":
        return UNKNOWN;
      case "int::abs_diff":
      case "int::unsigned_abs":
        return here.k === "prim" && here.name.startsWith("u") ? here : UNKNOWN;
      default:
        return returns;
    }
  }

  /** What `collect` makes, and the items that go into it. */
  #collected(returns: Ty, item: Ty, want: Ty | null): Ty {
    if (want !== null && find(returns).k === "var") unify(returns, want);
    const into = find(returns);
    if (into.k !== "adt") return returns;
    const [first = UNKNOWN, second = UNKNOWN] = into.args;
    switch (into.def.name) {
      case "Vec":
      case "VecDeque":
      case "HashSet":
      case "BTreeSet":
      case "BinaryHeap":
        unify(first, item);
        break;
      case "HashMap":
      case "BTreeMap":
        unify({ k: "tuple", items: [first, second] }, item);
        break;
      case "Result":
      case "Option": {
        const one = find(item);
        if (one.k !== "adt") break;
        if (into.def.name === "Result") unify(second, one.args[1] ?? UNKNOWN);
        this.#collected(first, one.args[0] ?? UNKNOWN, null);
        break;
      }
      default:
    }
    return returns;
  }

  /** Methods of every type. */
  protected special(expr: Of<"method">, receiver: Ty): Ty | null {
    const { name, args } = expr;
    const at = this.strip(receiver);
    if (this.#hasOwn(receiver, name)) return null;
    switch (name) {
      case "clone": {
        if (at.k === "future") return null;
        if (args.length > 0) return null;
        const own = find(receiver);
        if (own.k === "adt" && !own.def.isStd && !own.def.traits.has("Clone") && !own.def.traits.has("Deref"))
          this.report(
            expr.nameAt,
            `\`${own.def.name}\` does not implement \`Clone\`.`,
            "`#[derive(Clone)]` on it",
          );
        if (own.k === "adt" && own.def.isStd && NO_CLONE.has(own.def.path))
          this.report(expr.nameAt, `\`${own.def.name}\` does not implement \`Clone\`.`);
        // A guard has no clone: what it guards has one.
        if (at.k === "adt" && /(?:Guard|Ref|RefMut)$/.test(at.def.name) && at.def.isStd)
          return this.strip(at.args[0] ?? UNKNOWN);
        return at.k === "prim" && at.name === "str" ? refTo(at) : at;
      }
      case "to_string":
        return args.length === 0 && at.k !== "future" ? this.adt("std::string::String") : null;
      case "to_owned":
        if (at.k === "prim" && at.name === "str") return this.adt("std::string::String");
        return at.k === "slice" ? this.adt("std::vec::Vec", at.of) : at;
      case "into":
        return fresh();
      case "try_into":
        return this.result(fresh(), UNKNOWN);
      case "eq":
      case "ne":
      case "lt":
      case "le":
      case "gt":
      case "ge":
        for (const arg of args) this.infer(arg, null);
        return BOOL;
      case "cmp":
        for (const arg of args) this.infer(arg, null);
        return at.k === "adt" && at.def.path === "std::iter::Iter" ? null : this.adt("std::cmp::Ordering");
      case "partial_cmp":
        for (const arg of args) this.infer(arg, null);
        return this.option(this.adt("std::cmp::Ordering"));
      case "max":
      case "min":
        if (args.length !== 1) return null;
        for (const arg of args) this.infer(arg, at);
        return at;
      case "poll": {
        const out = this.futureOut(receiver);
        if (out === null || args.length !== 1) return null;
        for (const arg of args) this.infer(arg, null);
        return this.adt("std::task::Poll", out);
      }
      case "iter":
      case "into_iter": {
        if (at.k === "unknown" || at.k === "var") return null;
        if (name === "iter" || args.length > 0) return null;
        const item = this.iterItem(receiver);
        return item === null ? null : this.adt("std::iter::Iter", item);
      }
      case "as_mut":
        return this.#hasAsMut(receiver) ? null : receiver;
      default:
        return null;
    }
  }

  /** On a Pin it borrows the Pin again; an Option behind a guard has one of its own. */
  #hasAsMut(ty: Ty): boolean {
    for (let at: Ty | null = ty; at !== null; at = this.deref(at)) {
      const here = find(at);
      if (here.k === "adt" && ["Option", "Result", "Vec"].includes(here.def.name)) return true;
    }
    return false;
  }

  /** Whether a type of the program's own on the way has a method of that name. */
  #hasOwn(ty: Ty, name: string): boolean {
    for (let at: Ty | null = ty; at !== null; at = this.deref(at)) {
      const here = find(at);
      if (this.methodOwners(here).some((owner) => owner.methods.get(name)?.isStd === false)) return true;
      if (here.k === "adt" && ["Arc", "Rc"].includes(here.def.name) && name === "clone") return false;
    }
    return false;
  }
}
