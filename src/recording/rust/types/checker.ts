/** Finds the type of every expression, and what does not fit. What it cannot follow it lets pass: rustc checks more. */
import type { Block, Expr, Statement } from "../syntax/ast.ts";
import type { Body, ConstDef, FnDef } from "../syntax/definitions.ts";
import { BOOL, find, fresh, NEVER, prim, refTo, show, UNIT, UNKNOWN } from "./ty.ts";
import type { Ty } from "./ty.ts";
import { CheckMacros } from "./check-macros.ts";
import { uncovered } from "./exhaustive.ts";

export class Checker extends CheckMacros {
  fn(def: FnDef): void {
    const { node } = def;
    if (node.body === null) return;
    const of = this.lowering.rigid(this.lowering.generics(def), UNKNOWN);
    of.self = this.lowering.selfOf(def.impl, of);
    const returns = node.returns === null ? UNIT : this.lowering.type(node.returns, of);
    this.body = { returns, of };
    const self = (def.scope as Body).locals[0];
    if (node.self !== null && self !== undefined) this.locals.set(self, this.#selfType(def, of.self));
    for (const { pattern, type } of node.params) this.pattern(pattern, this.lowering.type(type, of));
    this.block(node.body, returns);
  }

  #selfType({ node }: FnDef, self: Ty): Ty {
    const written = node.self;
    if (written === null) return self;
    if (written.type !== null) {
      const type = this.lowering.type(written.type, this.body.of);
      return type;
    }
    return written.kind === "value" ? self : refTo(self, written.kind === "mut");
  }

  constant(def: ConstDef): void {
    if (def.node.value === null) return;
    const of = {
      params: new Map<string, Ty>(),
      self: this.lowering.selfOf(def.impl, { params: new Map(), self: UNKNOWN }),
    };
    this.body = { returns: UNIT, of };
    this.check(def.node.value, this.lowering.type(def.node.type, of));
  }

  /** The value must be what is wanted; `()` where a block has no last expression. */
  block(block: Block, want: Ty | null): Ty {
    let diverges = false;
    for (const statement of block.statements) if (this.#statement(statement)) diverges = true;
    if (block.tail !== null) {
      const found = this.infer(block.tail, want);
      if (want !== null) this.coerce(want, found, block.tail);
      return diverges ? NEVER : want !== null && find(found).k === "never" ? found : found;
    }
    if (diverges) return NEVER;
    if (want !== null && !this.fits(want, UNIT)) {
      const last = block.statements.at(-1);
      const extra =
        last?.kind === "expr" && last.semi ? " Its last statement ends in `;`, so it gives nothing." : "";
      this.report(
        block.to - 1,
        `Mismatched types: this block gives \`()\`, and \`${show(want)}\` is expected.${extra}`,
      );
    }
    return UNIT;
  }

  /** @returns whether nothing after it runs */
  #statement(statement: Statement): boolean {
    if (statement.kind === "item") return false;
    if (statement.kind === "expr") {
      const found = this.infer(statement.value, null);
      if (
        !statement.semi &&
        ["if", "match", "block"].includes(statement.value.kind) &&
        !this.fits(UNIT, found)
      )
        this.report(
          statement.value.to - 1,
          `Mismatched types: expected \`()\`, found \`${show(found)}\`.`,
          "`;` behind it",
        );
      return find(found).k === "never";
    }
    const type = statement.type === null ? null : this.lowering.type(statement.type, this.body.of);
    let found: Ty = type ?? fresh();
    if (statement.value !== null) {
      found = this.infer(statement.value, type);
      if (type !== null) this.coerce(type, found, statement.value);
    }
    const value = type ?? found;
    this.pattern(statement.pattern, find(value).k === "never" ? fresh() : value);
    const missing =
      statement.otherwise === null ? uncovered([statement.pattern], (target) => this.shapeOf(target)) : null;
    if (missing !== null)
      this.report(
        statement.pattern.from,
        `This pattern does not fit every value: not \`${missing}\`.`,
        "`let … else { … }`, or `if let`",
      );
    if (statement.otherwise !== null && find(this.block(statement.otherwise, null)).k !== "never")
      this.report(
        statement.otherwise.from,
        "The `else` of a `let` must leave: it does not come to the next statement.",
        "`return`, `break`, `continue` or `panic!` in it",
      );
    return statement.value !== null && find(found).k === "never" && statement.otherwise === null;
  }

  infer(expr: Expr, want: Ty | null): Ty {
    const ty = this.#infer(expr, want);
    this.types.set(expr, ty);
    return ty;
  }

  #infer(expr: Expr, want: Ty | null): Ty {
    switch (expr.kind) {
      case "int":
        return this.int(expr, want);
      case "float":
        return expr.suffix === null ? this.literal("float", want) : prim(expr.suffix);
      case "str":
        return refTo(prim("str"));
      case "bytes":
        return refTo({ k: "array", of: prim("u8"), length: String(expr.value.length) });
      case "char":
        return prim("char");
      case "bool":
        return BOOL;
      case "paren":
        return this.infer(expr.of, want);
      case "path":
        return this.path(expr, want);
      case "field":
        return this.field(expr);
      case "index":
        return this.index(expr);
      case "unary":
        return this.unary(expr, want);
      case "ref":
        return this.ref(expr, want);
      case "binary":
        return this.binary(expr, want);
      case "assign":
        this.assigned(expr.left, expr.right);
        return UNIT;
      case "assign-op":
        this.assignOp(expr);
        return UNIT;
      case "cast":
        return this.cast(expr);
      case "range":
        return this.range(expr);
      case "call":
        return this.call(expr, want);
      case "method":
        return this.method(expr, want);
      case "tuple": {
        const wanted = want === null ? null : find(want);
        const items = expr.items.map((item, i) =>
          this.hinted(item, wanted?.k === "tuple" ? (wanted.items[i] ?? null) : null),
        );
        return { k: "tuple", items };
      }
      case "array":
        return this.array(expr, want);
      case "repeat": {
        const of = this.hinted(expr.value, this.elementOf(want));
        this.check(expr.length, prim("usize"));
        return expr.vec
          ? this.adt("std::vec::Vec", of)
          : { k: "array", of, length: expr.length.kind === "int" ? String(expr.length.value) : null };
      }
      case "struct":
        return this.struct(expr, want);
      case "block":
        return expr.label === null ? this.block(expr.block, want) : this.labelled(expr, want);
      case "async":
        return this.async(expr);
      case "if":
        return this.if(expr, want);
      case "let":
        this.pattern(expr.pattern, this.infer(expr.value, null));
        return BOOL;
      case "match":
        return this.match(expr, want);
      case "matches":
        this.pattern(expr.pattern, this.infer(expr.of, null));
        if (expr.guard !== null) this.check(expr.guard, BOOL);
        return BOOL;
      case "closure":
        return this.closure(expr, want);
      case "await":
        return this.await(expr);
      case "try":
        return this.try(expr);
      default:
        return this.control(expr, want);
    }
  }
}
