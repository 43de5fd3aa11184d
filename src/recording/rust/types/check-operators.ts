/** Checks operators: arithmetic, comparisons, assignments, casts and ranges. */
import { isUnderscore } from "../syntax/ast.ts";
import type { BinaryOp, Expr, Of } from "../syntax/ast.ts";
import { CheckCalls } from "./check-calls.ts";
import { BOOL, find, fresh, refTo, show, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";

const COMPARISONS: ReadonlySet<BinaryOp> = new Set(["==", "!=", "<", ">", "<=", ">="] as const);

const METHODS: Readonly<Record<string, string>> = {
  "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "rem", "&": "bitand", "|": "bitor", "^": "bitxor", "<<": "shl", ">>": "shr",
}; // prettier-ignore

export abstract class CheckOperators extends CheckCalls {
  /** A value that is expected somewhere inside another: coerced where that is clear. */
  protected hinted(expr: Expr, want: Ty | null): Ty {
    const found = this.infer(expr, want);
    if (want === null || find(want).k === "var") return found;
    this.coerce(want, found, expr);
    return want;
  }

  protected literal(kind: "int" | "float", want: Ty | null): Ty {
    const ty = fresh(kind);
    const wanted = want === null ? null : find(want);
    if (wanted?.k === "prim") unify(ty, wanted);
    return ty;
  }

  protected unary(expr: Of<"unary">, want: Ty | null): Ty {
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

  protected binary(expr: Of<"binary">, want: Ty | null): Ty {
    const { op, left, right } = expr;
    if (op === "&&" || op === "||") {
      this.condition(left);
      this.condition(right);
      return BOOL;
    }
    const isComparison = COMPARISONS.has(op);
    const a = this.infer(left, isComparison ? null : want);
    const l = this.strip(a);
    const isShift = op === "<<" || op === ">>";
    const r = this.strip(this.infer(right, !isShift && l.k === "prim" ? l : null));
    if (isComparison) {
      this.compared(l, r, expr);
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

  protected compared(l: Ty, r: Ty, expr: Of<"binary">): void {
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

  protected condition(expr: Expr): void {
    if (expr.kind === "let") this.infer(expr, null);
    else this.check(expr, BOOL);
  }

  protected assigned(left: Expr, right: Expr): void {
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

  protected assignOp(expr: Of<"assign-op">): void {
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

  protected cast(expr: Of<"cast">): Ty {
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

  protected range(expr: Of<"range">): Ty {
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
}
