/** Finds the types of literals, paths, fields, elements, references and lists. */
import type { Of } from "../syntax/ast.ts";
import type { Local } from "../syntax/definitions.ts";
import { find, fresh, prim, refTo, show, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";
import { CheckOperators } from "./check-operators.ts";

export abstract class CheckValues extends CheckOperators {
  protected int(expr: Of<"int">, want: Ty | null): Ty {
    return expr.suffix === null ? this.literal("int", want) : prim(expr.suffix);
  }

  protected path(expr: Of<"path">, want: Ty | null): Ty {
    const { target } = expr.path;
    switch (target?.kind) {
      case "local":
        return this.typeOfLocal(target satisfies Local);
      case "const":
        return target.isStd
          ? UNKNOWN
          : this.lowering.type(target.node.type, {
              params: new Map(),
              self: this.lowering.selfOf(target.impl, this.body.of),
            });
      case "fn":
      case "assoc":
      case "self-type":
      case "struct":
      case "variant":
      case "alias":
        return this.#item(expr, want);
      default:
        return UNKNOWN;
    }
  }

  #item(expr: Of<"path">, want: Ty | null): Ty {
    const { target } = expr.path;
    const shape = this.shapeOf(target);
    if (shape !== null && (shape.kind === "variant" ? shape.shape : shape.node.shape) === "unit") {
      const owner = shape.kind === "variant" ? shape.enum : shape;
      return { k: "adt", def: owner, args: owner.generics.map(() => fresh()) };
    }
    if (target?.kind === "assoc" && /^[A-Z][A-Z0-9_]*$/.test(target.name)) {
      const owner = find(this.ownerType(target.owner, expr));
      if (owner.k === "prim") return owner;
      const constant = owner.k === "adt" ? owner.def.consts.get(target.name) : undefined;
      if (constant === undefined && owner.k === "adt" && owner.def.kind === "enum" && !owner.def.isStd)
        this.report(expr.from, `\`${owner.def.name}\` has no variant \`${target.name}\`.`);
      if (constant !== undefined && !constant.isStd)
        return this.lowering.type(constant.node.type, { params: new Map(), self: owner });
      return owner.k === "adt" && owner.def.path === "std::time::Duration" ? owner : UNKNOWN;
    }
    if (target?.kind === "assoc") {
      const owner = find(this.ownerType(target.owner, expr));
      if (
        owner.k === "adt" &&
        owner.def.kind === "enum" &&
        !owner.def.isStd &&
        /^[A-Z]/.test(target.name) &&
        !owner.def.variants.has(target.name)
      )
        this.report(expr.from, `\`${owner.def.name}\` has no variant \`${target.name}\`.`);
    }
    const found = this.callable(expr, want);
    return found === null
      ? UNKNOWN
      : { k: "fn", params: found.params, returns: found.returns, isAsync: false, def: found.def };
  }

  protected field(expr: Of<"field">): Ty {
    const receiver = this.infer(expr.of, null);
    for (let at: Ty | null = receiver; at !== null; at = this.deref(at)) {
      const here = find(at);
      if (here.k === "tuple" && /^\d+$/.test(expr.name)) {
        const item = here.items[Number(expr.name)];
        if (item === undefined) this.report(expr.nameAt, `\`${show(here)}\` has no field \`${expr.name}\`.`);
        return item ?? UNKNOWN;
      }
      if (here.k === "adt" && here.def.kind === "struct") {
        const index = here.def.fields.findIndex(({ name }) => name === expr.name);
        if (index !== -1) return this.fieldType(here.def, index, here.args);
        if (!here.def.isStd && this.deref(here) === null) {
          if (here.def.methods.has(expr.name))
            this.report(
              expr.nameAt,
              `\`${expr.name}\` is a method of \`${here.def.name}\` and no field.`,
              `\`.${expr.name}()\``,
            );
          else this.report(expr.nameAt, `\`${here.def.name}\` has no field \`${expr.name}\`.`);
        }
      }
      if (here.k === "prim" || (here.k === "adt" && here.def.kind === "enum")) {
        this.report(expr.nameAt, `\`${show(here)}\` has no field \`${expr.name}\`.`);
        return UNKNOWN;
      }
    }
    if (this.pendingOutput(receiver) !== null)
      this.report(
        expr.nameAt,
        `A future has no field \`${expr.name}\`: nothing waits for it.`,
        `\`.await.${expr.name}\``,
      );
    return UNKNOWN;
  }

  protected index(expr: Of<"index">): Ty {
    const of = this.infer(expr.of, null);
    for (let at: Ty | null = of; at !== null; at = this.deref(at)) {
      const here = find(at);
      if (here.k === "slice" || here.k === "array") {
        const index = this.infer(expr.index, prim("usize"));
        const by = find(index);
        if (by.k === "adt") return { k: "slice", of: here.of };
        if (!unify(prim("usize"), by))
          this.report(
            expr.index.from,
            `A list is indexed by \`usize\`, and this is \`${show(by)}\`.`,
            "`… as usize`",
          );
        return here.of;
      }
      if (here.k === "adt" && here.def.path === "std::vec::Vec" && this.deref(here) === null) return UNKNOWN;
      if (here.k === "adt" && here.def.name.endsWith("Map")) {
        this.infer(expr.index, null);
        return here.args[1] ?? UNKNOWN;
      }
      if (here.k === "prim" && here.name === "str") {
        if (find(this.infer(expr.index, null)).k !== "adt")
          this.report(
            expr.index.from,
            "A text has no characters by number: they differ in length.",
            "`.chars().nth(…)`",
          );
        return here;
      }
    }
    this.infer(expr.index, null);
    return UNKNOWN;
  }

  protected ref(expr: Of<"ref">, want: Ty | null): Ty {
    const wanted = want === null ? null : find(want);
    const inner = wanted?.k === "ref" && ["prim", "var"].includes(find(wanted.of).k) ? wanted.of : null;
    const of = this.infer(expr.of, inner);
    return refTo(of, expr.mut);
  }

  protected elementOf(want: Ty | null): Ty | null {
    const at = want === null ? null : find(want);
    if (at?.k === "adt" && at.def.path === "std::vec::Vec") return at.args[0] ?? null;
    return at?.k === "array" || at?.k === "slice" ? at.of : null;
  }

  protected array(expr: Of<"array">, want: Ty | null): Ty {
    const wanted = this.elementOf(want);
    let of: Ty = wanted !== null && find(wanted).k !== "var" ? wanted : fresh();
    expr.items.forEach((item, i) => {
      const found = this.infer(item, of);
      // The first decides; what differs only by what is not followed passes.
      if (i === 0 && find(of).k === "var") unify(of, found);
      else this.coerce(of, found, item);
      // Closures and futures of different bodies have different types, which boxes hide.
      if (find(found).k === "fn" || find(found).k === "future") of = find(of).k === "fn" ? UNKNOWN : of;
    });
    return expr.vec ? this.adt("std::vec::Vec", of) : { k: "array", of, length: String(expr.items.length) };
  }

  protected struct(expr: Of<"struct">, want: Ty | null): Ty {
    const def = this.shapeOf(expr.path.target);
    if (def === null) {
      for (const field of expr.fields) this.infer(field.value, null);
      if (expr.base !== null) this.infer(expr.base, null);
      return UNKNOWN;
    }
    const owner = def.kind === "variant" ? def.enum : def;
    const written = expr.path.segments.at(-1)?.args ?? [];
    const args = owner.generics.map((_, i) =>
      written[i] === undefined ? fresh() : this.lowering.type(written[i], this.body.of),
    );
    const whole: Ty = { k: "adt", def: owner, args };
    const wanted = want === null ? null : find(want);
    if (wanted?.k === "adt" && wanted.def === owner) unify(whole, wanted);
    for (const { name, value, from } of expr.fields) {
      const index = def.fields.findIndex((field) => field.name === name);
      if (index === -1) {
        this.report(from, `\`${def.name}\` has no field \`${name}\`.`);
        this.infer(value, null);
      } else this.check(value, this.fieldType(def, index, args));
    }
    if (expr.base !== null) this.check(expr.base, whole);
    const missing = def.fields.filter(({ name }) => !expr.fields.some((field) => field.name === name));
    if (expr.base === null && missing.length > 0 && !owner.isStd)
      this.report(
        expr.from,
        `\`${def.name}\` lacks ${missing.map(({ name }) => `\`${name}\``).join(" and ")} here.`,
      );
    return whole;
  }
}
