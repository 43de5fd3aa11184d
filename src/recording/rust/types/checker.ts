/** Finds the type of every expression, and what does not fit. What it cannot follow it lets pass: rustc checks more. */
import type { BinaryOp, Block, Expr, ExprOf, Statement } from "../syntax/ast.ts";
import type { Body, ConstDef, FnDef, Local } from "../syntax/definitions.ts";
import { CheckCalls } from "./check-calls.ts";
import { BOOL, find, fresh, NEVER, prim, refTo, show, UNIT, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";

type Of<K extends ExprOf["kind"]> = Extract<Expr, { kind: K }>;

const COMPARISONS: ReadonlySet<BinaryOp> = new Set(["==", "!=", "<", ">", "<=", ">="] as const);
const METHODS: Readonly<Record<string, string>> = {
  "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "rem", "&": "bitand", "|": "bitor", "^": "bitxor", "<<": "shl", ">>": "shr",
}; // prettier-ignore

export class Checker extends CheckCalls {
  readonly #loops: { label: string | null; breaks: Ty; isLoop: boolean }[] = [];

  // ---- bodies ----

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
    if (statement.otherwise !== null && find(this.block(statement.otherwise, null)).k !== "never")
      this.report(
        statement.otherwise.from,
        "The `else` of a `let` must leave: it does not come to the next statement.",
        "`return`, `break`, `continue` or `panic!` in it",
      );
    return statement.value !== null && find(found).k === "never" && statement.otherwise === null;
  }

  // ---- expressions ----

  infer(expr: Expr, want: Ty | null): Ty {
    const ty = this.#infer(expr, want);
    this.types.set(expr, ty);
    return ty;
  }

  #infer(expr: Expr, want: Ty | null): Ty {
    switch (expr.kind) {
      case "int":
        return this.#int(expr, want);
      case "float":
        return expr.suffix === null ? this.#literal("float", want) : prim(expr.suffix);
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
        return this.#path(expr, want);
      case "field":
        return this.#field(expr);
      case "index":
        return this.#index(expr);
      case "unary":
        return this.#unary(expr, want);
      case "ref":
        return this.#ref(expr, want);
      case "binary":
        return this.#binary(expr, want);
      case "assign":
        this.#assigned(expr.left, expr.right);
        return UNIT;
      case "assign-op":
        this.#assignOp(expr);
        return UNIT;
      case "cast":
        return this.#cast(expr);
      case "range":
        return this.#range(expr);
      case "call":
        return this.call(expr, want);
      case "method":
        return this.method(expr, want);
      case "tuple": {
        const wanted = want === null ? null : find(want);
        const items = expr.items.map((item, i) =>
          this.#hinted(item, wanted?.k === "tuple" ? (wanted.items[i] ?? null) : null),
        );
        return { k: "tuple", items };
      }
      case "array":
        return this.#array(expr, want);
      case "repeat": {
        const of = this.#hinted(expr.value, this.#elementOf(want));
        this.check(expr.length, prim("usize"));
        return expr.vec
          ? this.adt("std::vec::Vec", of)
          : { k: "array", of, length: expr.length.kind === "int" ? String(expr.length.value) : null };
      }
      case "struct":
        return this.#struct(expr, want);
      case "block":
        return expr.label === null ? this.block(expr.block, want) : this.#labelled(expr, want);
      case "async":
        return this.#async(expr);
      case "if":
        return this.#if(expr, want);
      case "let":
        this.pattern(expr.pattern, this.infer(expr.value, null));
        return BOOL;
      case "match":
        return this.#match(expr, want);
      case "matches":
        this.pattern(expr.pattern, this.infer(expr.of, null));
        if (expr.guard !== null) this.check(expr.guard, BOOL);
        return BOOL;
      case "closure":
        return this.closure(expr, want);
      case "await":
        return this.#await(expr);
      case "try":
        return this.#try(expr);
      default:
        return this.#control(expr, want);
    }
  }

  /** A value that is expected somewhere inside another: coerced where that is clear. */
  #hinted(expr: Expr, want: Ty | null): Ty {
    const found = this.infer(expr, want);
    if (want === null || find(want).k === "var") return found;
    this.coerce(want, found, expr);
    return want;
  }

  #literal(kind: "int" | "float", want: Ty | null): Ty {
    const ty = fresh(kind);
    const wanted = want === null ? null : find(want);
    if (wanted?.k === "prim") unify(ty, wanted);
    return ty;
  }

  #int(expr: Of<"int">, want: Ty | null): Ty {
    return expr.suffix === null ? this.#literal("int", want) : prim(expr.suffix);
  }

  #path(expr: Of<"path">, want: Ty | null): Ty {
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
      if (constant !== undefined && !constant.isStd)
        return this.lowering.type(constant.node.type, { params: new Map(), self: owner });
      return owner.k === "adt" && owner.def.path === "std::time::Duration" ? owner : UNKNOWN;
    }
    const found = this.callable(expr, want);
    return found === null
      ? UNKNOWN
      : { k: "fn", params: found.params, returns: found.returns, isAsync: false, def: found.def };
  }

  #field(expr: Of<"field">): Ty {
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

  #index(expr: Of<"index">): Ty {
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
        this.infer(expr.index, null);
        return here;
      }
    }
    this.infer(expr.index, null);
    return UNKNOWN;
  }

  #unary(expr: Of<"unary">, want: Ty | null): Ty {
    if (expr.op === "*") {
      const of = this.infer(expr.of, null);
      const at = find(of);
      if (at.k === "prim" || at.k === "tuple" || at.k === "array") {
        this.report(expr.from, `\`${show(at)}\` cannot be dereferenced.`);
        return UNKNOWN;
      }
      return this.deref(at) ?? UNKNOWN;
    }
    const of = this.strip(this.infer(expr.of, want));
    if (
      expr.op === "!" &&
      of.k !== "prim" &&
      of.k !== "unknown" &&
      of.k !== "var" &&
      of.k !== "param" &&
      !(of.k === "adt" && !of.def.isStd)
    )
      this.report(
        expr.from,
        this.pendingOutput(of) === null
          ? `\`!\` does not work on \`${show(of)}\`.`
          : "`!` stands before a future: nothing waits for it.",
      );
    return of.k === "adt" ? UNKNOWN : of;
  }

  #ref(expr: Of<"ref">, want: Ty | null): Ty {
    const wanted = want === null ? null : find(want);
    const inner = wanted?.k === "ref" && ["prim", "var"].includes(find(wanted.of).k) ? wanted.of : null;
    const of = this.infer(expr.of, inner);
    return refTo(of, expr.mut);
  }

  #binary(expr: Of<"binary">, want: Ty | null): Ty {
    const { op, left, right } = expr;
    if (op === "&&" || op === "||") {
      this.#condition(left);
      this.#condition(right);
      return BOOL;
    }
    const isComparison = COMPARISONS.has(op);
    const a = this.infer(left, isComparison ? null : want);
    const l = this.strip(a);
    const isShift = op === "<<" || op === ">>";
    const r = this.strip(this.infer(right, !isShift && l.k === "prim" ? l : null));
    if (isComparison) {
      this.#compared(l, r, expr);
      return BOOL;
    }
    for (const [ty, at] of [
      [l, left],
      [r, right],
    ] as const)
      if (this.pendingOutput(ty) !== null || ty.k === "future") {
        this.report(
          at.from,
          `\`${op}\` works on values, and this is a future: nothing waits for it.`,
          "`.await` after it",
        );
        return UNKNOWN;
      }
    return this.#arithmetic(expr, l, r, isShift);
  }

  #arithmetic(expr: Expr & { op: BinaryOp }, l: Ty, r: Ty, isShift: boolean): Ty {
    const { op } = expr;
    const isNumber = (ty: Ty): boolean =>
      (ty.k === "var" && ty.literal !== null) || (ty.k === "prim" && ty.name !== "str");
    if (l.k === "adt") {
      const fn = l.def.methods.get(METHODS[op] ?? "");
      if (fn !== undefined && !fn.isStd) {
        const { signature } = this.lowering.instance(fn, l);
        return find(signature.returns).k === "unknown"
          ? this.assocType(l.def, "Output", l.args)
          : signature.returns;
      }
      if (l.def.path === "std::string::String" && op === "+") {
        if (
          r.k === "adt" &&
          r.def.path === "std::string::String" &&
          expr.kind === "binary" &&
          find(this.types.get(expr.right) ?? UNKNOWN).k === "adt"
        )
          this.report(expr.right.from, "Mismatched types: expected `&str`, found `String`.", "`&` before it");
        return l;
      }
      if (l.def.name === "Instant")
        return op === "-" && r.k === "adt" && r.def.name === "Instant" ? this.adt("std::time::Duration") : l;
      if (
        l.def.isStd &&
        l.def.name !== "Duration" &&
        !l.def.name.startsWith("Atomic") &&
        l.def.name !== "Wrapping" &&
        !l.def.name.endsWith("Set")
      )
        this.report(expr.from, `\`${op}\` does not work on \`${show(l)}\`.`);
      return l.def.name === "Duration" ? l : UNKNOWN;
    }
    if (isNumber(l) && isNumber(r)) {
      if (!isShift && !unify(l, r))
        this.report(
          expr.from,
          `Mismatched types: \`${show(l)}\` ${op} \`${show(r)}\`.`,
          "`as` for a conversion",
        );
      return l;
    }
    if (isNumber(l) && r.k === "adt") return r.def.name === "Duration" ? r : UNKNOWN;
    if (l.k === "var" && isNumber(r)) {
      unify(l, r);
      return l;
    }
    if (l.k === "var" && r.k === "var") {
      unify(l, r);
      return l;
    }
    if (isNumber(l) && r.k === "var") {
      unify(l, r);
      return l;
    }
    if (l.k === "tuple" || l.k === "array" || (l.k === "prim" && l.name === "str" && op === "+")) {
      this.report(
        expr.from,
        `\`${op}\` does not work on \`${show(l.k === "prim" ? refTo(l) : l)}\`.`,
        l.k === "prim" ? "`format!` or a `String` on the left" : undefined,
      );
      return UNKNOWN;
    }
    return UNKNOWN;
  }

  #compared(l: Ty, r: Ty, expr: Of<"binary">): void {
    const isText = (ty: Ty): boolean =>
      (ty.k === "prim" && ty.name === "str") || this.isAdt(ty, "std::string::String");
    if (isText(l) && isText(r)) return;
    const isList = (ty: Ty): boolean =>
      ["slice", "array"].includes(ty.k) ||
      this.isAdt(ty, "std::vec::Vec") ||
      this.isAdt(ty, "std::collections::VecDeque");
    if (isList(l) && isList(r)) return;
    for (const [ty, at] of [
      [l, expr.left],
      [r, expr.right],
    ] as const)
      if (this.pendingOutput(ty) !== null || ty.k === "future") {
        this.report(
          at.from,
          "A comparison is between values, and this is a future: nothing waits for it.",
          "`.await` after it",
        );
        return;
      }
    if (
      l.k === "adt" &&
      !l.def.isStd &&
      (l.def.traits.has("PartialEq") || l.def.methods.has("eq")) &&
      r.k !== "adt"
    )
      return;
    if (!unify(l, r)) this.mismatch(l, r, expr.right.from);
    else if (l.k === "adt" && !l.def.isStd) {
      const trait = expr.op === "==" || expr.op === "!=" ? "PartialEq" : "PartialOrd";
      if (!l.def.traits.has(trait))
        this.report(
          expr.opAt,
          `\`${expr.op}\` does not work on \`${l.def.name}\`.`,
          `\`#[derive(${trait})]\` on it`,
        );
    }
  }

  #condition(expr: Expr): void {
    if (expr.kind === "let") this.infer(expr, null);
    else this.check(expr, BOOL);
  }

  #assigned(left: Expr, right: Expr): void {
    if (left.kind === "tuple") {
      const found = find(this.infer(right, null));
      left.items.forEach((item) => {
        if (!isUnderscore(item)) this.infer(item, null);
      });
      void found;
      return;
    }
    if (isUnderscore(left)) {
      this.infer(right, null);
      return;
    }
    const want = this.infer(left, null);
    this.check(right, want);
  }

  #assignOp(expr: Of<"assign-op">): void {
    const left = this.strip(this.infer(expr.left, null));
    const isShift = expr.op === "<<" || expr.op === ">>";
    const right = this.strip(this.infer(expr.right, !isShift && left.k === "prim" ? left : null));
    if (find(this.types.get(expr.left) ?? UNKNOWN).k === "ref" && left.k === "prim" && left.name !== "str") {
      this.report(
        expr.from,
        `\`${expr.op}=\` does not work on \`${show(this.types.get(expr.left) ?? UNKNOWN)}\`.`,
        "`*` before it",
      );
      return;
    }
    if (left.k === "adt" && !left.def.isStd) return;
    if (this.pendingOutput(right) !== null)
      this.report(
        expr.right.from,
        `\`${expr.op}=\` works on values, and this is a future: nothing waits for it.`,
        "`.await` after it",
      );
    else if (!(left.k === "adt" && left.def.path === "std::string::String"))
      this.#arithmetic(expr, left, right, isShift);
  }

  #cast(expr: Of<"cast">): Ty {
    const to = this.lowering.type(expr.type, this.body.of);
    const found = find(this.infer(expr.of, null));
    if (
      found.k === "var" &&
      found.literal === "int" &&
      find(to).k === "prim" &&
      /^[iu](?:\d|size)/.test((find(to) as { name: string }).name)
    )
      unify(found, to);
    const isValue = find(to).k === "prim" || (find(to).k === "adt" && !this.isPointer(to));
    if (isValue && found.k === "adt" && (found.def.kind === "struct" || found.def.isStd))
      this.report(expr.from, `\`${show(found)}\` cannot be cast with \`as\`.`);
    return find(to).k === "var" ? found : to;
  }

  #range(expr: Of<"range">): Ty {
    const low = expr.low === null ? null : this.infer(expr.low, null);
    const high = expr.high === null ? null : this.infer(expr.high, low);
    if (low !== null && high !== null && !unify(low, high))
      this.mismatch(low, high, (expr.high as Expr).from);
    const of = low ?? high ?? UNKNOWN;
    if (expr.inclusive) return this.adt("std::ops::RangeInclusive", of);
    if (expr.high === null)
      return low === null ? this.adt("std::ops::RangeFull") : this.adt("std::ops::RangeFrom", of);
    return expr.low === null ? this.adt("std::ops::RangeTo", of) : this.adt("std::ops::Range", of);
  }

  #elementOf(want: Ty | null): Ty | null {
    const at = want === null ? null : find(want);
    if (at?.k === "adt" && at.def.path === "std::vec::Vec") return at.args[0] ?? null;
    return at?.k === "array" || at?.k === "slice" ? at.of : null;
  }

  #array(expr: Of<"array">, want: Ty | null): Ty {
    const wanted = this.#elementOf(want);
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

  #struct(expr: Of<"struct">, want: Ty | null): Ty {
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

  // ---- control ----

  #if(expr: Of<"if">, want: Ty | null): Ty {
    this.#condition(expr.condition);
    if (expr.otherwise === null) {
      this.block(expr.body, UNIT);
      return UNIT;
    }
    return this.#branches(want, [
      [expr.body.tail ?? expr.otherwise, (hint) => this.block(expr.body, hint)],
      [expr.otherwise, (hint) => this.infer(expr.otherwise as Expr, hint)],
    ]);
  }

  /** All branches have one type; those that leave have any. */
  #branches(want: Ty | null, branches: readonly (readonly [Expr, (hint: Ty | null) => Ty])[]): Ty {
    const wanted = want !== null && find(want).k !== "var" ? want : null;
    let whole: Ty | null = null;
    for (const [expr, infer] of branches) {
      const hint: Ty | null = wanted ?? whole;
      const found = infer(hint === null || find(hint).k === "var" ? hint : hint);
      if (find(found).k === "never") continue;
      if (whole === null) whole = found;
      else if (wanted === null && !this.fits(whole, found)) this.mismatch(whole, found, expr.from);
      else if (wanted !== null && !this.fits(wanted, found)) this.mismatch(wanted, found, expr.from);
    }
    return whole === null ? NEVER : (wanted ?? whole);
  }

  #match(expr: Of<"match">, want: Ty | null): Ty {
    const of = this.infer(expr.of, null);
    if (expr.arms.length === 0) return NEVER;
    return this.#branches(
      want,
      expr.arms.map((arm) => [
        arm.body,
        (hint: Ty | null): Ty => {
          this.pattern(arm.pattern, of);
          if (arm.guard !== null) this.#condition(arm.guard);
          return this.infer(arm.body, hint);
        },
      ]),
    );
  }

  #labelled(expr: Of<"block">, want: Ty | null): Ty {
    const loop = { label: expr.label, breaks: want ?? fresh(), isLoop: false };
    this.#loops.push(loop);
    const found = this.block(expr.block, null);
    this.#loops.pop();
    if (find(found).k !== "never") unify(loop.breaks, found);
    return loop.breaks;
  }

  #control(expr: Expr, want: Ty | null): Ty {
    switch (expr.kind) {
      case "while":
        this.#loop(expr.label, UNIT, () => {
          this.#condition(expr.condition);
          this.block(expr.body, UNIT);
        });
        return UNIT;
      case "for": {
        const over = this.infer(expr.over, null);
        const item = this.iterItem(over);
        if (item === null)
          this.report(
            expr.over.from,
            this.pendingOutput(over) === null
              ? `\`${show(over)}\` is no iterator.`
              : "A future is no iterator: nothing waits for it.",
            this.isAdt(over, "tokio::sync::mpsc::Receiver")
              ? "`while let Some(x) = rx.recv().await`"
              : undefined,
          );
        this.#loop(expr.label, UNIT, () => {
          this.pattern(expr.pattern, item ?? UNKNOWN);
          this.block(expr.body, UNIT);
        });
        return UNIT;
      }
      case "loop": {
        const breaks = { type: null as Ty | null };
        const result = want ?? fresh();
        const has = this.#loop(expr.label, result, () => this.block(expr.body, UNIT));
        void breaks;
        return has ? result : NEVER;
      }
      case "return":
        if (expr.value === null) {
          if (!this.fits(this.body.returns, UNIT))
            this.report(
              expr.from,
              `Mismatched types: this returns nothing, and \`${show(this.body.returns)}\` is expected.`,
            );
        } else this.check(expr.value, this.body.returns);
        return NEVER;
      case "break":
        return this.#break(expr);
      case "continue":
        return NEVER;
      default:
        return this.#macro(expr, want);
    }
  }

  readonly #broken = new Set<object>();

  /** @returns whether a `break` leaves it */
  #loop(label: string | null, breaks: Ty, act: () => void): boolean {
    const loop = { label, breaks, isLoop: true };
    this.#loops.push(loop);
    act();
    this.#loops.pop();
    return this.#broken.has(loop);
  }

  #break(expr: Of<"break">): Ty {
    const loop = this.#loops.findLast((one) => (expr.label === null ? one.isLoop : one.label === expr.label));
    if (loop !== undefined) this.#broken.add(loop);
    if (expr.value !== null) this.check(expr.value, loop?.breaks ?? UNKNOWN);
    else if (loop !== undefined && !this.fits(loop.breaks, UNIT))
      this.report(
        expr.from,
        `Mismatched types: this loop gives \`${show(loop.breaks)}\`, and this \`break\` gives nothing.`,
      );
    return NEVER;
  }

  // ---- closures, async ----

  #inside<T>(returns: Ty, act: () => T): T {
    const outer = this.body;
    const loops = this.#loops.splice(0);
    this.body = { ...outer, returns };
    try {
      return act();
    } finally {
      this.body = outer;
      this.#loops.push(...loops);
    }
  }

  closure(expr: Of<"closure">, want: Ty | null): Ty {
    const wanted = want === null ? null : find(want);
    const expected = wanted?.k === "fn" && wanted.params.length === expr.params.length ? wanted : null;
    const params = expr.params.map(({ type }, i) => {
      const hint = expected?.params[i] ?? fresh();
      if (type === null) return hint;
      const written = this.lowering.type(type, this.body.of);
      unify(written, hint);
      return written;
    });
    const given = expected === null || expr.async ? null : find(expected.returns);
    const returns: Ty =
      expr.returns !== null
        ? this.lowering.type(expr.returns, this.body.of)
        : given !== null && given.k !== "unknown"
          ? given
          : fresh();
    const found = this.#inside(returns, () => {
      expr.params.forEach(({ pattern }, i) => this.pattern(pattern, params[i] as Ty));
      return this.infer(expr.body, returns);
    });
    // What the body gives is compared where the closure goes, so that the message names both.
    if (find(found).k !== "never" && !this.fits(returns, found))
      this.mismatch(returns, found, expr.body.from);
    return {
      k: "fn",
      params,
      returns: expr.async ? { k: "future", out: returns } : returns,
      isAsync: expr.async,
      def: null,
    };
  }

  #async(expr: Of<"async">): Ty {
    const out = fresh();
    const found = this.#inside(out, () => this.block(expr.block, null));
    if (find(found).k !== "never" && !unify(out, found))
      this.mismatch(out, found, expr.block.tail?.from ?? expr.block.to - 1);
    return { k: "future", out: find(out).k === "var" && find(found).k === "never" ? out : out };
  }

  #await(expr: Of<"await">): Ty {
    const of = this.infer(expr.of, null);
    const out = this.futureOut(of);
    if (out !== null) return out;
    const at = find(of);
    const called = at.k === "fn" && at.def !== null ? `\`${at.def.name}(…).await\`` : undefined;
    this.report(
      expr.to - "await".length,
      `\`${show(of)}\` is no future: it cannot be awaited.`,
      called ?? "the value without `.await`",
    );
    return UNKNOWN;
  }

  #try(expr: Of<"try">): Ty {
    const of = this.infer(expr.of, null);
    const at = find(of);
    const returns = find(this.body.returns);
    if (at.k === "adt" && (at.def.path === "std::result::Result" || at.def.path === "std::option::Option")) {
      if (returns.k === "var")
        unify(returns, {
          k: "adt",
          def: at.def,
          args: at.def.name === "Option" ? [fresh()] : [fresh(), fresh()],
        });
      else if (
        returns.k === "adt"
          ? returns.def !== at.def && returns.def.path !== "std::task::Poll"
          : returns.k === "tuple" || returns.k === "prim"
      )
        this.report(
          expr.to - 1,
          `\`?\` on \`${at.def.name}\` needs a body that returns \`${at.def.name}\`, and this one returns \`${show(returns)}\`.`,
        );
      return at.args[0] ?? UNKNOWN;
    }
    if (at.k === "adt" && at.def.path === "std::task::Poll") return UNKNOWN;
    if (at.k === "adt" || at.k === "prim" || at.k === "tuple" || at.k === "future") {
      const isFuture = this.pendingOutput(at) !== null || at.k === "future";
      this.report(
        expr.to - 1,
        isFuture
          ? "`?` stands after a future: nothing waits for it."
          : `\`?\` works on \`Option\` and \`Result\`, and this is \`${show(at)}\`.`,
        isFuture ? "`.await?`" : undefined,
      );
    }
    return UNKNOWN;
  }

  // ---- macros ----

  #macro(expr: Expr, want: Ty | null): Ty {
    switch (expr.kind) {
      case "format":
        return this.#format(expr);
      case "assert":
        if (expr.right === null) this.check(expr.left, BOOL);
        else
          this.#compared(
            this.strip(this.infer(expr.left, null)),
            this.strip(this.infer(expr.right, this.types.get(expr.left) ?? null)),
            {
              ...expr,
              kind: "binary",
              op: expr.op as "==",
              left: expr.left,
              right: expr.right,
              opAt: expr.from,
            },
          );
        if (expr.message !== null) this.infer(expr.message, null);
        return UNIT;
      case "dbg":
      case "pin":
        return this.infer(expr.of, want);
      case "pin-vars": {
        const types = expr.names.map((name) => this.infer(name, null));
        return types[0] ?? UNIT;
      }
      case "select":
        return this.#select(expr, want);
      case "join":
        return this.#join(expr);
      default:
        return UNKNOWN;
    }
  }

  #format(expr: Of<"format">): Ty {
    if (expr.target !== null) this.infer(expr.target, null);
    const types = expr.args.map((arg) => this.infer(arg, null));
    for (const piece of expr.pieces) {
      if ("text" in piece) continue;
      const arg = expr.args[piece.arg];
      if (arg !== undefined) this.#shown(this.strip(types[piece.arg] ?? UNKNOWN), piece.spec.kind, arg);
    }
    switch (expr.macro) {
      case "format":
      case "format_args":
        return this.adt("std::string::String");
      case "panic":
      case "todo":
      case "unimplemented":
      case "unreachable":
        return NEVER;
      case "write":
      case "writeln":
        return this.result(UNIT, this.adt("std::fmt::Error"));
      default:
        return UNIT;
    }
  }

  #shown(ty: Ty, kind: string, arg: Expr): void {
    if (this.pendingOutput(ty) !== null && ty.k === "future") {
      this.report(
        arg.from,
        "This is a future and no value to show: nothing waits for it.",
        "`.await` after it",
      );
      return;
    }
    const trait = kind === "?" ? "Debug" : kind === "" ? "Display" : null;
    if (trait === null) return;
    if (ty.k === "adt" && !ty.def.isStd && !ty.def.traits.has(trait) && !ty.def.traits.has("Deref"))
      this.report(
        arg.from,
        `\`${ty.def.name}\` does not implement \`${trait}\`.`,
        trait === "Debug" ? `\`#[derive(Debug)]\` on it` : "`{:?}`, or an impl of `Display`",
      );
    const hasNoDisplay =
      ty.k === "tuple" ||
      ty.k === "array" ||
      ty.k === "slice" ||
      (ty.k === "adt" &&
        [
          "Option",
          "Result",
          "Vec",
          "VecDeque",
          "HashMap",
          "BTreeMap",
          "HashSet",
          "BTreeSet",
          "Duration",
          "Instant",
        ].includes(ty.def.name) &&
        ty.def.isStd);
    if (trait === "Display" && hasNoDisplay)
      this.report(arg.from, `\`${show(ty)}\` does not implement \`Display\`.`, "`{:?}`");
    if (ty.k === "fn" && ty.def === null) this.report(arg.from, `A closure does not implement \`${trait}\`.`);
  }

  #select(expr: Of<"select">, want: Ty | null): Ty {
    const outs = expr.branches.map(({ future, condition }) => {
      if (condition !== null) this.check(condition, BOOL);
      const found = this.infer(future, null);
      const out = this.futureOut(found);
      if (out === null)
        this.report(
          future.from,
          `\`${show(found)}\` is no future.`,
          future.kind === "await" ? "the future without `.await`" : undefined,
        );
      return out ?? UNKNOWN;
    });
    const arms = expr.branches.map(
      ({ pattern, body }, i) =>
        [
          body,
          (hint: Ty | null): Ty => {
            this.pattern(pattern, outs[i] as Ty);
            return this.infer(body, hint);
          },
        ] as const,
    );
    const otherwise = expr.otherwise;
    return this.#branches(
      want,
      otherwise === null ? arms : [...arms, [otherwise, (hint: Ty | null) => this.infer(otherwise, hint)]],
    );
  }

  #join(expr: Of<"join">): Ty {
    const outs = expr.futures.map((future) => {
      const found = this.infer(future, null);
      const out = this.futureOut(found);
      if (out === null)
        this.report(
          future.from,
          `\`${show(found)}\` is no future.`,
          future.kind === "await" ? "the future without `.await`" : undefined,
        );
      return out ?? UNKNOWN;
    });
    if (!expr.try) return { k: "tuple", items: outs };
    const args = outs.map((out) => {
      const at = find(out);
      return at.k === "adt" ? at.args : [];
    });
    return this.result(
      { k: "tuple", items: args.map(([first]) => first ?? UNKNOWN) },
      args[0]?.[1] ?? UNKNOWN,
    );
  }
}

function isUnderscore(expr: Expr): boolean {
  return expr.kind === "path" && expr.path.segments.length === 1 && expr.path.segments[0]?.name === "_";
}
