/** Compiles expressions that name a place: variables, fields, elements, what a reference refers to. */
import type { Expr, Of } from "../syntax/ast.ts";
import { Ref, Slice, take } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { CompileBase } from "./compile-base.ts";
import { staticPlace } from "./constants.ts";
import { fast, slow } from "./frame.ts";
import type { Code } from "./frame.ts";
import { derefPlace, elementPlace, fieldPlace } from "./places.ts";

export abstract class CompilePlaces extends CompileBase {
  isPlace(expr: Expr): boolean {
    switch (expr.kind) {
      case "path": {
        const kind = expr.path.target?.kind;
        return (
          kind === "local" ||
          (kind === "const" && expr.path.target?.kind === "const" && expr.path.target.node.static)
        );
      }
      case "field":
      case "index":
        return true;
      case "unary":
        return expr.op === "*";
      case "paren":
        return this.isPlace(expr.of);
      default:
        return false;
    }
  }

  place(expr: Expr): Code {
    switch (expr.kind) {
      case "paren":
        return this.place(expr.of);
      case "path":
        if (expr.path.target?.kind === "local") return fast(this.local(expr.path.target));
        if (expr.path.target?.kind === "const" && expr.path.target.node.static) {
          const def = expr.path.target;
          return fast(() => staticPlace(this.machine, def));
        }
        return this.temporary(expr);
      case "field": {
        const { name, nameAt } = expr;
        return this.after(this.place(expr.of), (at) => fieldPlace(this.machine, at as Ref, name, nameAt));
      }
      case "index":
        return this.#index(expr);
      case "unary":
        if (expr.op === "*")
          return this.after(this.place(expr.of), (at) => derefPlace(this.machine, at as Ref, expr.from));
        return this.temporary(expr);
      default:
        return this.temporary(expr);
    }
  }

  /** A value that something needs a place for: it lives to the end of the statement. */
  protected temporary(expr: Expr): Code {
    this.makesTemps();
    const code = this.value(expr);
    if (!code.slow) {
      const { run } = code;
      return fast((f) => this.temp(f, run(f)));
    }
    const { run } = code;
    const temp = this.temp.bind(this);
    return slow(function* (f) {
      return temp(f, yield* run(f));
    });
  }

  /** The value goes into a slot of the block, as in `let x = &make();`. */
  protected extended(expr: Expr): Code {
    const slot = this.hiddenSlot();
    return this.sequence([this.value(expr)], ([value], f) => {
      f.slots[slot] = value;
      return new Ref(f.slots, slot);
    });
  }

  after(code: Code, act: (value: Value) => Value): Code {
    if (!code.slow) {
      const { run } = code;
      return fast((f) => act(run(f)));
    }
    const { run } = code;
    return slow(function* (f) {
      return act(yield* run(f));
    });
  }

  #index(expr: Of<"index">): Code {
    const { machine } = this;
    return this.sequence([this.place(expr.of), this.value(expr.index)], ([of, index]) => {
      machine.at = expr.from;
      return elementPlace(machine, of as Ref, index);
    });
  }

  /** The value in a place, moved or copied out of it. */
  protected taken(code: Code, at: number): Code {
    const { machine } = this;
    return this.after(code, (place) => {
      const { base, key } = place as Ref;
      const value = base[key];
      if (typeof value === "number" || typeof value === "boolean") return value;
      machine.at = at;
      return take(base, key);
    });
  }

  /** `&place`: text and slices are references already. */
  protected refTo(at: Ref): Value {
    const { value } = at;
    return value instanceof Slice ? value : at;
  }
}
