/** Compiles every kind of expression for its value. */
import { isUnderscore } from "../syntax/ast.ts";
import type { BinaryOp, Expr, Of } from "../syntax/ast.ts";
import { EMPTY, Float, Char, List, Range, Ref, take, Text, Tuple, Adt } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { complement, isInt, negate, normal } from "../values/numbers.ts";
import { fast } from "./frame.ts";
import type { Code } from "./frame.ts";
import type { StructDef, VariantDef } from "../syntax/definitions.ts";
import { assignOp, binary, cast, operator, question } from "./operators.ts";
import { repeated } from "./places.ts";
import { pathValue } from "./paths.ts";
import { literal } from "./constants.ts";
import { shapeOf } from "./owners.ts";
import { CompileClosures } from "./compile-closures.ts";

const COMPARES: ReadonlySet<BinaryOp> = new Set(["==", "!=", "<", ">", "<=", ">="] as const);

export class Compiler extends CompileClosures {
  value(expr: Expr): Code {
    switch (expr.kind) {
      case "int":
      case "float":
      case "str":
      case "bytes":
      case "char":
      case "bool":
        return this.#literal(expr);
      case "paren":
        return this.value(expr.of);
      case "path":
        return this.#path(expr);
      case "field":
      case "index":
        return this.taken(this.place(expr), expr.from);
      case "unary":
        return this.#unary(expr);
      case "ref":
        return this.after(this.isPlace(expr.of) ? this.place(expr.of) : this.temporary(expr.of), (at) =>
          this.refTo(at as Ref),
        );
      case "binary":
        return this.#binary(expr);
      case "assign":
        return this.#assign(expr.left, expr.right);
      case "assign-op":
        return this.#assignOp(expr);
      case "cast":
        return this.#cast(expr);
      case "range":
        return this.#range(expr);
      case "call":
        return this.call(expr);
      case "method":
        return this.method(expr);
      case "tuple":
        if (expr.items.length === 0) return fast(() => undefined);
        return this.sequence(
          expr.items.map((item) => this.value(item)),
          (items) => new Tuple(items),
        );
      case "array":
        return this.sequence(
          expr.items.map((item) => this.value(item)),
          (items) => this.#list(items, expr.vec),
        );
      case "repeat":
        return this.sequence([this.value(expr.value), this.value(expr.length)], ([value, length]) =>
          this.#list(repeated(this.machine, value, Number(length)), expr.vec),
        );
      case "struct":
        return this.#struct(expr);
      case "block":
        return expr.label === null ? this.block(expr.block) : this.labelledBlock(expr.block, expr.label);
      case "async":
        return this.async(expr);
      case "if":
        return this.if(expr);
      case "let":
        return this.letCondition(expr.pattern, expr.value);
      case "while":
        return this.while(expr);
      case "loop":
        return this.loop(expr);
      case "for":
        return this.for(expr);
      case "match":
        return this.match(expr);
      case "matches":
        return this.matches(expr);
      case "closure":
        return this.closure(expr);
      case "return":
        return this.return(expr);
      case "break":
        return this.break(expr);
      case "continue":
        return this.continue(expr);
      case "await":
        return this.await(this.value(expr.of), expr.from);
      case "try":
        return this.#try(expr);
      default:
        return this.macroValue(expr);
    }
  }

  #list(items: Value[], isVec: boolean): List {
    this.machine.spend(items.length);
    return new List(items, isVec ? "vec" : "array");
  }

  #literal(expr: Expr): Code {
    const value = literal(this.machine, expr);
    if (expr.kind === "bytes") return fast(() => new Ref([literal(this.machine, expr)], 0));
    return fast(() => value);
  }

  #path(expr: Of<"path">): Code {
    const { machine } = this;
    const { target } = expr.path;
    if (target?.kind === "local") {
      if (target.outer === null) {
        const { slot } = target;
        return fast((f) => {
          const value = f.slots[slot];
          if (typeof value === "number" || typeof value === "boolean") return value;
          machine.at = expr.from;
          return take(f.slots, slot);
        });
      }
      return this.taken(fast(this.local(target)), expr.from);
    }
    if (target?.kind === "const" && target.node.static) return this.taken(this.place(expr), expr.from);
    return fast(() => pathValue(machine, expr, this.context));
  }

  #unary(expr: Of<"unary">): Code {
    const { machine } = this;
    if (expr.op === "*") return this.taken(this.place(expr), expr.from);
    const type = machine.typeOf(expr);
    if (expr.op === "-" && expr.of.kind === "int") {
      const value = typeof expr.of.value === "bigint" ? normal(-expr.of.value) : -expr.of.value;
      return fast(() => value);
    }
    return this.after(this.value(expr.of), (made) => {
      const value = made instanceof Ref ? made.value : made;
      machine.at = expr.from;
      if (typeof value === "boolean") return !value;
      if (value instanceof Float) return new Float(-value.value);
      if (isInt(value)) return expr.op === "-" ? negate(value, type) : complement(value, type);
      return operator(machine, expr.op === "-" ? "neg" : "not", [made], expr);
    });
  }

  /** A look at a value that leaves it where it is. */
  peek(expr: Expr): Code {
    if (expr.kind === "paren") return this.peek(expr.of);
    if (expr.kind === "path" && expr.path.target?.kind === "local" && expr.path.target.outer === null) {
      const { slot } = expr.path.target;
      return fast((f) => f.slots[slot]);
    }
    if (this.isPlace(expr)) return this.after(this.place(expr), (at) => (at as Ref).value);
    this.makesTemps();
    return this.sequence([this.value(expr)], ([value], f) => {
      if (typeof value === "object" && value !== null) f.temps.push([value]);
      return value;
    });
  }

  #binary(expr: Of<"binary">): Code {
    const { machine } = this;
    const { op, left, right } = expr;
    if (op === "&&")
      return this.and(
        this.value(left),
        this.statement(() => this.value(right)),
      );
    if (op === "||")
      return this.or(
        this.value(left),
        this.statement(() => this.value(right)),
      );
    const isComparison = COMPARES.has(op);
    const parts = isComparison ? [this.peek(left), this.peek(right)] : [this.value(left), this.value(right)];
    const type = machine.typeOf(expr.left) ?? machine.typeOf(expr);
    const [a, b] = parts as [Code, Code];
    const at = expr.opAt;
    if (!a.slow && !b.slow) {
      const [x, y] = [a.run, b.run];
      return fast((f) => {
        const l = x(f);
        const r = y(f);
        if (typeof l === "number" && typeof r === "number") {
          switch (op) {
            case "==":
              return l === r;
            case "!=":
              return l !== r;
            case "<":
              return l < r;
            case ">":
              return l > r;
            case "<=":
              return l <= r;
            case ">=":
              return l >= r;
            default:
          }
        }
        machine.at = at;
        return binary(machine, op, l, r, type, expr);
      });
    }
    return this.sequence(parts, ([l, r]) => {
      machine.at = at;
      return binary(machine, op, l, r, type, expr);
    });
  }

  #assign(left: Expr, right: Expr): Code {
    if (left.kind === "tuple") return this.#destructure(left, right);
    if (isUnderscore(left)) return this.after(this.value(right), (value) => this.machine.drop(value));
    // The right side comes first.
    return this.sequence([this.value(right), this.place(left)], ([value, at]) => {
      const place = at as Ref;
      const old = place.value;
      place.value = value;
      if (typeof old === "object" && old !== null) this.machine.drop(old);
      return undefined;
    });
  }

  #destructure(left: Of<"tuple">, right: Expr): Code {
    const places = left.items.map((item) =>
      isUnderscore(item) ? fast(() => new Ref([EMPTY], 0)) : this.place(item),
    );
    return this.sequence([this.value(right), ...places], ([value, ...targets]) => {
      const items = value instanceof Tuple ? value.items : [];
      targets.forEach((at, i) => {
        const place = at as Ref;
        const old = place.value;
        place.value = items[i];
        this.machine.drop(old);
      });
      return undefined;
    });
  }

  #assignOp(expr: Of<"assign-op">): Code {
    const { machine } = this;
    const { op } = expr;
    const type = machine.typeOf(expr.left);
    return this.sequence([this.value(expr.right), this.place(expr.left)], ([value, at]) => {
      machine.at = expr.from;
      assignOp(machine, op, at as Ref, value, type, expr);
      return undefined;
    });
  }

  #cast(expr: Of<"cast">): Code {
    const { type } = expr;
    return this.after(this.value(expr.of), (value) => cast(value, type));
  }

  #range(expr: Of<"range">): Code {
    const nothing = fast(() => EMPTY);
    const parts = [expr.low, expr.high].map((end) => (end === null ? nothing : this.value(end)));
    return this.sequence(parts, ([low, high]) => new Range(low, high, expr.inclusive));
  }

  #struct(expr: Of<"struct">): Code {
    const { machine } = this;
    const def = shapeOf(machine, expr.path.target, expr.from, this.context);
    const { fields: declared } = def;
    const indices = expr.fields.map(({ name }) => declared.findIndex((field) => field.name === name));
    const { base } = expr;
    const parts = expr.fields.map((field) => this.value(field.value));
    if (base !== null) parts.push(this.isPlace(base) ? this.place(base) : this.temporary(base));
    return this.sequence(parts, (values) => this.#made(def, indices, values, base !== null));
  }

  #made(def: StructDef | VariantDef, indices: readonly number[], values: Value[], hasBase: boolean): Adt {
    const fields = def.fields.map((): Value => EMPTY);
    indices.forEach((index, i) => {
      fields[index] = values[i];
    });
    if (hasBase) {
      const from = (values.at(-1) as Ref).value as Adt;
      fields.forEach((field, i) => {
        if (field === EMPTY) fields[i] = take(from.fields, i);
      });
    }
    return new Adt(def, fields);
  }

  #try(expr: Of<"try">): Code {
    const { machine } = this;
    const { def, scope } = this.context;
    const returns = scope.kind === "fn" ? (def?.node.returns ?? null) : null;
    return this.after(this.value(expr.of), (value) => {
      machine.at = expr.from;
      return question(machine, value, returns, expr);
    });
  }

  text(text: string): Text {
    return new Text(text);
  }

  char(value: string): Char {
    return new Char(value);
  }
}
