/** Checks calls of functions and methods: how many arguments, of which types, and what comes back. */
import type { Expr, ExprOf, TypeNode } from "../syntax/ast.ts";
import type { EnumDef, FnDef, PrimDef, StructDef, Target, TypeName } from "../syntax/definitions.ts";
import { CheckPatterns } from "./check-patterns.ts";
import type { Signature } from "./lower.ts";
import { BOOL, find, fresh, prim, refTo, show, UNIT, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";

type Of<K extends ExprOf["kind"]> = Extract<Expr, { kind: K }>;
type Owner = StructDef | EnumDef | PrimDef;

/** Methods of many types, whose types the checks do not follow. */
const ANYWHERE: ReadonlySet<string> = new Set(
  (
    "as_ref as_mut borrow get_mut get_ref deref deref_mut set by_ref hash clone_from add sub mul div rem neg not " +
    "type_id description source downcast downcast_ref is drop index chain"
  ).split(" "),
);
/** What derives and impls of std's traits give to every type. */
const ASSOCIATED: ReadonlySet<string> = new Set(
  "default from try_from from_str from_iter from_u32 from_digit from_utf8 clone to_string into eq cmp partial_cmp fmt max min drop".split(
    " ",
  ),
);

export abstract class CheckCalls extends CheckPatterns {
  /** Which function each method call calls, as far as it is known. */
  readonly methods = new Map<Expr, FnDef>();

  abstract closure(expr: Of<"closure">, want: Ty | null): Ty;

  // ---- arguments ----

  args(args: readonly Expr[], params: readonly Ty[], at: number, what: string): void {
    if (args.length !== params.length) {
      this.report(
        at,
        `${what} takes ${count(params.length)}, and ${args.length === 0 ? "none is" : args.length === 1 ? "1 is" : `${args.length} are`} given.`,
      );
      for (const arg of args) this.infer(arg, null);
      return;
    }
    // Closures come last: what they take often follows from the other arguments.
    const isLate = (arg: Expr): boolean => arg.kind === "closure";
    for (const late of [false, true])
      args.forEach((arg, i) => {
        if (isLate(arg) === late) this.#arg(arg, params[i] as Ty);
      });
    for (const param of params) this.#demands(param, at);
  }

  #arg(arg: Expr, param: Ty): void {
    const want = find(param);
    if (want.k === "adt" && want.def.path === "std::iter::Iter" && arg.kind !== "closure") {
      const found = this.infer(arg, null);
      const item = this.iterItem(found);
      if (item === null) this.report(arg.from, `\`${show(found)}\` is no iterator.`, "`.iter()`");
      else unify(want.args[0] ?? UNKNOWN, item);
      return;
    }
    if (want.k === "future") {
      const found = this.infer(arg, null);
      const out = this.futureOut(found);
      if (out === null) this.#noFuture(arg, found);
      else if (!unify(want.out, out)) this.mismatch(want.out, out, arg.from);
      return;
    }
    const demand = want.k === "var" ? want.demands.find(({ kind }) => kind === "fn") : undefined;
    if (demand?.kind === "fn") {
      const expected: Ty = {
        k: "fn",
        params: demand.params,
        returns: demand.returns,
        isAsync: false,
        def: null,
      };
      const found = this.infer(arg, expected);
      if (find(found).k === "fn" && !this.fits(expected, found)) this.mismatch(expected, found, arg.from);
      unify(want, found);
      return;
    }
    if (want.k === "fn") {
      const found = this.infer(arg, want);
      const at = find(found);
      if (
        at.k === "fn"
          ? !this.fits(want, at)
          : !["unknown", "var", "param", "never", "ref"].includes(at.k) && !(at.k === "adt" && at.def.isStd)
      )
        this.#noFunction(arg, want, found);
      return;
    }
    this.check(arg, want);
  }

  #noFunction(arg: Expr, want: Extract<Ty, { k: "fn" }>, found: Ty): void {
    const at = find(found);
    if (at.k === "fn") {
      if (at.params.length !== want.params.length)
        this.report(
          arg.from,
          `This takes ${count(at.params.length)}, and is called with ${want.params.length}.`,
        );
      else this.mismatch(want.returns, at.returns, arg.kind === "closure" ? arg.body.from : arg.from);
    } else this.report(arg.from, `Expected a closure or a function, found \`${show(found)}\`.`, "`|| …`");
  }

  #noFuture(arg: Expr, found: Ty): void {
    const at = find(found);
    if (at.k === "fn" && at.def !== null)
      this.report(arg.from, `\`${at.def.name}\` is a function and no future yet.`, `\`${at.def.name}(…)\``);
    else if (at.k === "fn")
      this.report(arg.from, "A closure is no future.", "an async block: `async move { … }`");
    else
      this.report(
        arg.from,
        `\`${show(found)}\` is no future.`,
        arg.kind === "await" ? "the future itself, without `.await`" : "an async block: `async move { … }`",
      );
  }

  /** What the bounds of a type parameter ask for, once it is known. */
  #demands(param: Ty, at: number): void {
    if (param.k !== "var" || param.demands.length === 0) return;
    for (const demand of param.demands) {
      if (demand.kind === "future") {
        const out = this.futureOut(param);
        if (out === null) this.report(at, `\`${show(param)}\` is no future.`);
        else unify(demand.out, out);
      } else if (demand.kind === "iterator") {
        const item = this.iterItem(param);
        if (item !== null) unify(demand.item, item);
      }
    }
  }

  // ---- functions ----

  call(expr: Of<"call">, want: Ty | null): Ty {
    const { callee, args } = expr;
    const target = callee.kind === "path" ? callee.path.target : undefined;
    const found =
      callee.kind === "path" && target !== undefined && target.kind !== "local"
        ? this.callable(callee, want)
        : null;
    if (found !== null) {
      if (want !== null && find(found.returns).k !== "future") this.#expect(found.returns, want);
      this.args(
        args,
        found.params,
        expr.from,
        `\`${callee.kind === "path" ? (callee.path.segments.at(-1)?.name ?? "") : ""}\``,
      );
      return found.returns;
    }
    const at = this.strip(this.infer(callee, null));
    const fn =
      at.k === "fn"
        ? at
        : at.k === "var" || at.k === "param"
          ? at.demands.find(({ kind }) => kind === "fn")
          : undefined;
    if (fn !== undefined && "params" in fn) {
      this.args(args, fn.params, expr.from, "This");
      return fn.returns;
    }
    for (const arg of args) this.infer(arg, null);
    if (["prim", "tuple", "array", "future"].includes(at.k))
      this.report(expr.from, `\`${show(at)}\` cannot be called.`);
    return UNKNOWN;
  }

  /** A look at what is expected may decide type parameters; what does not fit is reported where the value goes. */
  #expect(returns: Ty, want: Ty): void {
    const [a, b] = [find(returns), find(want)];
    if (a.k === "adt" && b.k === "adt" && a.def === b.def)
      a.args.forEach((arg, i) => {
        const other = b.args[i];
        if (other !== undefined && find(arg).k === "var" && find(arg) !== find(other)) unify(arg, other);
      });
  }

  /** Parameters and result of what a path names; null when they are not followed. */
  callable(callee: Of<"path">, want: Ty | null): { params: Ty[]; returns: Ty; def: FnDef | null } | null {
    const { path } = callee;
    const target = path.target as Target;
    if (target.kind === "fn") {
      const { signature, of } = this.lowering.instance(target, null);
      this.#turbofish(path.segments.at(-1)?.args ?? [], target, of.params);
      return { params: signature.params, returns: signature.returns, def: target };
    }
    const shape = target.kind === "assoc" && target.owner.kind !== "enum" ? null : this.shapeOf(target);
    if (shape !== null && (shape.kind === "variant" ? shape.shape : shape.node.shape) === "tuple") {
      const owner = shape.kind === "variant" ? shape.enum : shape;
      const args = owner.generics.map(() => fresh());
      return {
        params: shape.fields.map((_, i) => this.fieldType(shape, i, args)),
        returns: { k: "adt", def: owner, args },
        def: null,
      };
    }
    return target.kind === "assoc" ? this.#associated(callee, target, want) : null;
  }

  #turbofish(types: readonly TypeNode[], def: FnDef, params: ReadonlyMap<string, Ty>): void {
    types.forEach((type, i) => {
      const name = def.node.generics.params[i]?.name;
      const param = name === undefined ? undefined : params.get(name);
      if (param !== undefined) unify(param, this.lowering.type(type, this.body.of));
    });
  }

  #associated(
    callee: Of<"path">,
    target: Extract<Target, { kind: "assoc" }>,
    want: Ty | null,
  ): ReturnType<CheckCalls["callable"]> {
    if (target.owner.kind === "trait" && target.name === "default")
      return { params: [], returns: fresh(), def: null };
    const self = this.ownerType(target.owner, callee);
    const owner = this.#ownerOf(self);
    if (owner === null) return null;
    const { name } = target;
    const fn = owner.methods.get(name);
    if (
      fn === undefined ||
      (name === "from" &&
        owner.methods.size > 0 &&
        [...owner.methods.keys()].filter((key) => key.startsWith("from#")).length > 1)
    ) {
      if (name === "default") return { params: [], returns: self, def: null };
      if (name === "from" || name === "try_from")
        return { params: [fresh()], returns: name === "from" ? self : this.result(self, UNKNOWN), def: null };
      if (fn === undefined && owner.kind !== "prim" && !ASSOCIATED.has(name) && owner.traits.size === 0)
        this.report(
          callee.path.segments.at(-1)?.from ?? callee.from,
          `\`${owner.name}\` has no function \`${name}\` here.`,
        );
      return null;
    }
    const { signature, of } = this.lowering.instance(fn, fn.isStd ? null : self);
    unify(fn.isStd ? this.lowering.selfOf(fn.impl, of) : of.self, self);
    this.#turbofish(callee.path.segments.at(-1)?.args ?? [], fn, of.params);
    void want;
    const params = signature.self === null ? signature.params : [UNKNOWN, ...signature.params];
    return { params, returns: signature.returns, def: fn };
  }

  ownerType(owner: TypeName | TypeNode, callee: Of<"path">): Ty {
    // `Vec::<u8>::new`
    const generics = (callee.path.segments.at(-2)?.args ?? []).map((arg) =>
      this.lowering.type(arg, this.body.of),
    );
    if (owner.kind === "struct" || owner.kind === "enum")
      return { k: "adt", def: owner, args: owner.generics.map((_, i) => generics[i] ?? fresh()) };
    if (owner.kind === "prim") return prim(owner.name);
    if (owner.kind === "alias")
      return owner.node.type === null
        ? UNKNOWN
        : this.lowering.type(owner.node.type, { params: new Map(), self: UNKNOWN });
    if (owner.kind === "path" || owner.kind === "ref" || owner.kind === "tuple" || owner.kind === "array")
      return this.lowering.type(owner as TypeNode, this.body.of);
    return UNKNOWN;
  }

  #ownerOf(ty: Ty): Owner | null {
    const at = find(ty);
    if (at.k === "adt") return at.def;
    return at.k === "prim" ? (this.std.prims.get(at.name) ?? null) : null;
  }

  // ---- methods ----

  /** The types whose methods it has; the closest first. */
  #methodOwners(ty: Ty): Owner[] {
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

  method(expr: Of<"method">, want: Ty | null): Ty {
    const receiver = this.infer(expr.receiver, null);
    const special = this.#special(expr, receiver);
    if (special !== null) return special;
    let at: Ty | null = receiver;
    let known = true;
    while (at !== null) {
      const here = find(at);
      if (
        here.k === "unknown" ||
        here.k === "param" ||
        (here.k === "var" && here.literal === null) ||
        here.k === "never"
      )
        known = false;
      for (const owner of this.#methodOwners(here)) {
        const fn = owner.methods.get(expr.name);
        if (fn !== undefined && fn.node.self !== null) return this.#invoke(expr, fn, owner, here, want);
      }
      if (here.k === "adt" && here.def.isStd && ["Weak", "PhantomData"].includes(here.def.name))
        known = false;
      at = this.deref(here);
    }
    return this.#unknownMethod(expr, receiver, known);
  }

  #invoke(expr: Of<"method">, fn: FnDef, owner: Owner, at: Ty, want: Ty | null): Ty {
    // `Self` of a number is the number itself; of an iterator of the program's own, its items.
    const isNumber = owner.kind === "prim" && (owner.name === "int" || owner.name === "float");
    const { signature, of } = this.lowering.instance(fn, isNumber ? at : null);
    if (!isNumber) this.#bindSelf(fn, owner, at, this.lowering.selfOf(fn.impl, of));
    this.#generics(expr, fn, of.params);
    this.methods.set(expr, fn);
    if (want !== null) this.#expect(signature.returns, want);
    this.args(expr.args, signature.params, expr.nameAt, `\`${expr.name}\``);
    return this.#result(expr, fn, signature, at, want);
  }

  #bindSelf(fn: FnDef, owner: Owner, at: Ty, self: Ty): void {
    const here = find(at);
    if (owner.path === "std::iter::Iter" && !this.isAdt(here, "std::iter::Iter")) {
      const to = find(self);
      if (to.k === "adt") unify(to.args[0] ?? UNKNOWN, this.iterItem(here) ?? UNKNOWN);
    } else if (here.k === "array") unify(self, { k: "slice", of: here.of });
    else if (fn.impl !== null) unify(self, here);
  }

  #generics(expr: Of<"method">, fn: FnDef, params: ReadonlyMap<string, Ty>): void {
    this.#turbofish(expr.generics, fn, params);
  }

  /** Results that depend on more than the signature says. */
  #result(expr: Of<"method">, fn: FnDef, { returns }: Signature, at: Ty, want: Ty | null): Ty {
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

  #unknownMethod(expr: Of<"method">, receiver: Ty, known: boolean): Ty {
    for (const arg of expr.args) this.infer(arg, null);
    if (!known || ANYWHERE.has(expr.name)) return UNKNOWN;
    const any = this.std.prims.get("any") as PrimDef;
    const blanket = any.methods.get(expr.name);
    if (blanket !== undefined) return this.lowering.instance(blanket, receiver).signature.returns;
    const at = this.strip(receiver);
    if (this.pendingOutput(at) !== null || at.k === "future") {
      this.report(
        expr.nameAt,
        `A future has no method \`${expr.name}\`: nothing waits for it.`,
        `\`.await.${expr.name}(…)\``,
      );
      return UNKNOWN;
    }
    if (
      at.k === "adt" &&
      !at.def.isStd &&
      at.def.kind === "struct" &&
      at.def.fields.some(({ name }) => name === expr.name)
    ) {
      this.report(
        expr.nameAt,
        `\`${expr.name}\` is a field of \`${at.def.name}\` and no method.`,
        `\`(….${expr.name})(…)\``,
      );
      return UNKNOWN;
    }
    if (at.k === "fn" || (at.k === "adt" && !at.def.isStd && at.def.traits.has("Iterator"))) return UNKNOWN;
    this.report(expr.nameAt, `\`${expr.name}\` is no method that runs here for \`${show(at)}\`.`);
    return UNKNOWN;
  }

  /** Methods of every type. */
  #special(expr: Of<"method">, receiver: Ty): Ty | null {
    const { name, args } = expr;
    const at = this.strip(receiver);
    if (this.#hasOwn(receiver, name)) return null;
    switch (name) {
      case "clone": {
        if (at.k === "future") return null;
        if (args.length > 0) return null;
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
      if (this.#methodOwners(here).some((owner) => owner.methods.get(name)?.isStd === false)) return true;
      if (here.k === "adt" && ["Arc", "Rc"].includes(here.def.name) && name === "clone") return false;
    }
    return false;
  }
}

const count = (n: number): string => (n === 0 ? "no argument" : n === 1 ? "1 argument" : `${n} arguments`);
void UNIT;
