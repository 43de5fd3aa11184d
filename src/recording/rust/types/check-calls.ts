/** Checks calls of methods: finds the method, its arguments, and what comes back. */
import type { Expr, Of } from "../syntax/ast.ts";
import type { EnumDef, FnDef, PrimDef, StructDef } from "../syntax/definitions.ts";
import { find, show, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";
import { CheckResults } from "./check-results.ts";

type Owner = StructDef | EnumDef | PrimDef;

/** Methods of many types, whose types the checks do not follow. */
const ANYWHERE: ReadonlySet<string> = new Set(
  (
    "as_ref as_mut borrow get_mut get_ref deref deref_mut set by_ref hash clone_from add sub mul div rem neg not " +
    "type_id description source downcast downcast_ref is drop index chain"
  ).split(" "),
);

export abstract class CheckCalls extends CheckResults {
  /** Which function each method call calls, as far as it is known. */
  readonly methods = new Map<Expr, FnDef>();

  method(expr: Of<"method">, want: Ty | null): Ty {
    const receiver = this.infer(expr.receiver, null);
    const special = this.special(expr, receiver);
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
      for (const owner of this.methodOwners(here)) {
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
    if (want !== null) this.expect(signature.returns, want);
    this.args(expr.args, signature.params, expr.nameAt, `\`${expr.name}\``);
    return this.resultOf(expr, fn, signature, at, want);
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
    this.turbofish(expr.generics, fn, params);
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
}
