/** Operators, casts and `?`. */
import type { BinaryOp, Expr, TypeNode } from "../syntax/ast.ts";
import type { FnDef } from "../syntax/definitions.ts";
import { compare, equal } from "../values/compare.ts";
import { castInt, floatOp, intOp, isInt } from "../values/numbers.ts";
import { Adt, behind, Char, Float, isNative, Ref, strip, Text, textOf } from "../values/values.ts";
import type { Native, Value } from "../values/values.ts";
import { Return } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";
import { ownerOf } from "./owners.ts";
import { INTS, nameOf, ownMethod } from "./types-of.ts";
import { lastName, typeName } from "./type-nodes.ts";

export function binary(
  machine: Interpreter,
  op: BinaryOp,
  left: Value,
  right: Value,
  type: string | undefined,
  site: Expr,
): Value {
  switch (op) {
    case "==":
      return equal(machine, left, right);
    case "!=":
      return !equal(machine, left, right);
    case "<":
    case ">":
    case "<=":
    case ">=": {
      const order = compare(machine, left, right);
      if (order === null) return false;
      return op === "<" ? order < 0 : op === ">" ? order > 0 : op === "<=" ? order <= 0 : order >= 0;
    }
    default:
  }
  const [a, b] = [strip(left), strip(right)];
  if (isInt(a) && isInt(b)) return intOp(op, a, b, type);
  if (a instanceof Float && b instanceof Float) return floatOp(op, a.value, b.value);
  if (typeof a === "boolean" && typeof b === "boolean")
    return op === "&" ? a && b : op === "|" ? a || b : a !== b;
  if (a instanceof Text && op === "+") {
    a.text += textOf(right);
    return a;
  }
  return operator(machine, OPERATORS[op] as string, [left, right], site);
}

export function assignOp(
  machine: Interpreter,
  op: BinaryOp,
  at: Ref,
  value: Value,
  type: string | undefined,
  site: Expr,
): void {
  const old = at.value;
  const right = strip(value);
  if (isInt(old) && isInt(right)) at.value = intOp(op, old, right, type);
  else if (old instanceof Float && right instanceof Float) at.value = floatOp(op, old.value, right.value);
  else if (old instanceof Text) old.text += textOf(value);
  else if (old instanceof Ref) assignOp(machine, op, old, value, type, site);
  else if (old instanceof Adt && ownMethod(old, `${OPERATORS[op]}_assign`) !== null)
    machine.callFn(ownMethod(old, `${OPERATORS[op]}_assign`) as FnDef, [at, value]);
  else at.value = binary(machine, op, old, value, type, site);
}

/** An operator that is a trait's method. */
export function operator(machine: Interpreter, name: string, args: Value[], site: Expr): Value {
  const [first] = args;
  const value = strip(first);
  if (value instanceof Adt) {
    const own = ownMethod(value, name);
    if (own !== null && !own.isStd) return machine.callFn(own, args);
  }
  if (isNative(value)) {
    const builtin = machine.builtins.get(`${value.type}::${name}`);
    if (builtin !== undefined) return builtin(machine, args.map(strip), site);
  }
  if (isNative(strip(args[1])) && isInt(value)) {
    const builtin = machine.builtins.get(`${(strip(args[1]) as Native).type}::${name}`);
    if (builtin !== undefined) return builtin(machine, [args[1], args[0]], site);
  }
  return machine.refuse(site.from, `This operator does not run here for \`${nameOf(machine, value)}\`.`);
}

export function cast(made: Value, type: TypeNode): Value {
  const value = strip(made);
  const name = typeName(type);
  if (name === undefined) return made;
  if (name === "f32" || name === "f64") {
    const number = value instanceof Float ? value.value : Number(value);
    return new Float(name === "f32" ? Math.fround(number) : number);
  }
  if (name === "char") return new Char(String.fromCharCode(Number(value)));
  if (!INTS.includes(name)) return made;
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Char) return castInt(value.value.codePointAt(0) as number, name);
  if (value instanceof Adt && value.def.kind === "variant") return value.def.discriminant;
  return castInt(value, name);
}

/** `?` on an Option or a Result. */
export function question(machine: Interpreter, value: Value, returns: TypeNode | null, site: Expr): Value {
  if (!(value instanceof Adt)) return machine.refuse(site.from, "`?` takes an `Option` or a `Result`.");
  const { name } = value.def;
  if (name === "Ok" || name === "Some" || name === "Continue") return value.fields[0];
  if (name !== "Err") throw new Return(value);
  throw new Return(machine.make.err(converted(machine, value.fields[0], returns)));
}

/** `From::from`, as far as the declared error type has an impl of it. */
function converted(machine: Interpreter, error: Value, returns: TypeNode | null): Value {
  if (returns?.kind !== "path") return error;
  const target = returns.path.target;
  if (target?.kind === "alias" && target.node.type !== null)
    return converted(machine, error, target.node.type);
  const args = returns.path.segments.at(-1)?.args ?? [];
  const type = args[1] ?? args[0];
  if (type === undefined) return error;
  const owner = ownerOf(machine, type as TypeNode, null);
  if (owner === null || owner.kind === "trait") return error;
  if (owner.path === "std::boxed::Box" && typeof error === "string") return new Text(error);
  const all = [...owner.methods].filter(([key]) => key.startsWith("from#")).map(([, fn]) => fn);
  const has = nameOf(machine, behind(error));
  if (
    error instanceof Adt &&
    (error.def === owner || (error.def.kind === "variant" && error.def.enum === owner))
  )
    return error;
  const fits =
    all.find((fn) => lastName(fn.node.params[0]?.type) === has) ?? (all.length === 1 ? all[0] : undefined);
  return fits === undefined ? error : machine.callFn(fits, [error]);
}

const OPERATORS: Readonly<Record<string, string>> = {
  "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "rem", "&": "bitand", "|": "bitor", "^": "bitxor", "<<": "shl", ">>": "shr",
}; // prettier-ignore
