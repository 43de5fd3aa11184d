/** Checks calls of functions by their path, and of constructors. */
import type { Of, TypeNode } from "../syntax/ast.ts";
import type { EnumDef, FnDef, PrimDef, StructDef, Target, TypeName } from "../syntax/definitions.ts";
import { find, fresh, prim, show, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";
import { CheckArgs } from "./check-args.ts";

type Owner = StructDef | EnumDef | PrimDef;

/** What derives and impls of std's traits give to every type. */
const ASSOCIATED: ReadonlySet<string> = new Set(
  "default from try_from from_str from_iter from_u32 from_digit from_utf8 clone to_string into eq cmp partial_cmp fmt max min drop".split(
    " ",
  ),
);

export abstract class CheckFunctions extends CheckArgs {
  call(expr: Of<"call">, want: Ty | null): Ty {
    const { callee, args } = expr;
    const target = callee.kind === "path" ? callee.path.target : undefined;
    const found =
      callee.kind === "path" && target !== undefined && target.kind !== "local"
        ? this.callable(callee, want)
        : null;
    if (found !== null) {
      if (want !== null && find(found.returns).k !== "future") this.expect(found.returns, want);
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
  protected expect(returns: Ty, want: Ty): void {
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
      this.turbofish(path.segments.at(-1)?.args ?? [], target, of.params);
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

  protected turbofish(types: readonly TypeNode[], def: FnDef, params: ReadonlyMap<string, Ty>): void {
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
  ): ReturnType<CheckFunctions["callable"]> {
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
    this.turbofish(callee.path.segments.at(-1)?.args ?? [], fn, of.params);
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
}
