/** Gives the values of literals, constants and statics. */
import type { Expr } from "../syntax/ast.ts";
import type { ConstDef, Target } from "../syntax/definitions.ts";
import { normal, rangeOf } from "../values/numbers.ts";
import { Adt, Char, Float, List, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Context } from "./compile-base.ts";
import { Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";
import { ownerOf } from "./owners.ts";
import { NO_SITE } from "./site.ts";

export function literal(machine: Interpreter, expr: Expr): Value {
  switch (expr.kind) {
    case "int":
      return machine.typeOf(expr)?.startsWith("f") === true ? new Float(Number(expr.value)) : expr.value;
    case "float":
      return new Float(expr.value);
    case "str":
      return expr.value;
    case "bytes":
      return new List([...expr.value], "array");
    case "char":
      return new Char(expr.value);
    case "bool":
      return expr.value;
    case "unary": {
      const value = literal(machine, expr.of);
      return value instanceof Float
        ? new Float(-value.value)
        : typeof value === "bigint"
          ? normal(-value)
          : -(value as number);
    }
    case "path":
      return constant(machine, expr.path.target as Target, expr.from);
    default:
      return machine.refuse(expr.from, "This is no constant.");
  }
}

export function constant(machine: Interpreter, target: Target, at: number): Value {
  if (target.kind === "const") return constValue(machine, target);
  if (target.kind === "assoc") return assocConst(machine, target, null, at);
  return machine.refuse(at, "This is no constant.");
}

export function constValue(machine: Interpreter, def: ConstDef): Value {
  const { scope, node } = def;
  if (scope === null || node.value === null) return builtinValue(machine, def.path);
  const { value } = node;
  const code = machine.compiler.in({ scope, impl: def.impl, trait: null, def: null }, () =>
    machine.compiler.value(value),
  );
  return (code.run as (f: Frame) => Value)(new Frame(scope.slots, []));
}

function builtinValue(machine: Interpreter, path: string): Value {
  const builtin = machine.builtins.get(path);
  if (builtin === undefined) return machine.refuse(machine.at, `\`${path}\` does not run here.`);
  return builtin(machine, [], NO_SITE);
}

export function staticPlace(machine: Interpreter, def: ConstDef): Ref {
  let cell = machine.statics.get(def);
  if (cell === undefined) machine.statics.set(def, (cell = [constValue(machine, def)]));
  return new Ref(cell, 0);
}

export function assocConst(
  machine: Interpreter,
  target: Extract<Target, { kind: "assoc" }>,
  context: Context | null,
  at: number,
): Value {
  const owner = ownerOf(machine, target.owner, context);
  if (owner !== null && owner.kind !== "trait") {
    const own = owner.consts.get(target.name);
    if (own !== undefined) return constValue(machine, own);
    if (owner.kind === "enum") {
      const variant = owner.variants.get(target.name);
      if (variant !== undefined) return new Adt(variant, []);
    }
    if (owner.kind === "prim") {
      const known = primConst(owner.name, target.name);
      if (known !== undefined) return known;
    }
    const builtin = machine.builtins.get(`${owner.path}::${target.name}`);
    if (builtin !== undefined && target.name === target.name.toUpperCase())
      return builtin(machine, [], NO_SITE);
  }
  return machine.refuse(at, `\`${target.name}\` is no constant that runs here.`);
}

function primConst(type: string, name: string): Value {
  if (type.startsWith("f")) {
    const floats: Record<string, number> = {
      MAX: Number.MAX_VALUE,
      MIN: -Number.MAX_VALUE,
      EPSILON: Number.EPSILON,
      INFINITY: Infinity,
      NEG_INFINITY: -Infinity,
      NAN: Number.NaN,
    };
    const value = floats[name];
    return value === undefined ? undefined : new Float(value);
  }
  const range = rangeOf(type);
  if (name === "MAX") return normal(range.max);
  if (name === "MIN") return normal(range.min);
  if (name === "BITS") return range.bits;
  return undefined;
}
