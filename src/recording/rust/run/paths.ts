/** Paths as values and as what is called: functions, constructors, associated items. */
import type { Of } from "../syntax/ast.ts";
import type { FnDef, Target, VariantDef } from "../syntax/definitions.ts";
import { Adt, Callable, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Context } from "./compile-base.ts";
import { assocConst, constValue } from "./constants.ts";
import type { Interpreter } from "./interpreter.ts";
import { defOf, methodOf, ownerOf, shapeOf } from "./owners.ts";
import type { OwnType } from "./owners.ts";
import type { Site } from "./site.ts";
import { typeName } from "./type-nodes.ts";

/** A path as a value: a unit struct or variant, a constant, or a function. */
export function pathValue(machine: Interpreter, expr: Of<"path">, context: Context): Value {
  const target = expr.path.target as Target;
  switch (target.kind) {
    case "const":
      return constValue(machine, target);
    case "variant":
      if (target.shape === "unit") return new Adt(target, []);
      break;
    case "struct":
      if (target.node.shape === "unit" || target.isStd) return new Adt(target, []);
      break;
    case "self-type": {
      const def = shapeOf(machine, target, expr.from, context);
      if (def.kind === "struct" && def.node.shape === "unit") return new Adt(def, []);
      break;
    }
    case "assoc": {
      const owner = ownerOf(machine, target.owner, context);
      if (owner?.kind === "enum" && owner.variants.get(target.name)?.shape === "unit")
        return new Adt(owner.variants.get(target.name) as VariantDef, []);
      if (
        owner !== null &&
        owner.kind !== "trait" &&
        !owner.methods.has(target.name) &&
        /^[A-Z][A-Z0-9_]*$/.test(target.name)
      )
        return assocConst(machine, target, context, expr.from);
      break;
    }
    default:
  }
  const call = callable(machine, expr, context, expr);
  return new Callable(call, [], expr.path.segments.at(-1)?.name ?? "fn");
}

/** What a path in a call's place calls. */
export function callable(
  machine: Interpreter,
  expr: Of<"path">,
  context: Context,
  site: Site,
): (args: Value[]) => Value {
  const target = expr.path.target as Target;
  switch (target.kind) {
    case "fn":
      return functionOf(machine, target, site);
    case "struct":
    case "variant":
      return (args) => new Adt(target, args);
    case "self-type":
    case "alias": {
      const def = shapeOf(machine, target, expr.from, context);
      return (args) => new Adt(def, args);
    }
    case "const":
      return (args) => machine.call(constValue(machine, target), args);
    case "assoc":
      return assocCall(machine, target, expr, context, site);
    default:
      return machine.refuse(expr.from, "This cannot be called.");
  }
}

function functionOf(machine: Interpreter, def: FnDef, site: Site): (args: Value[]) => Value {
  if (!def.isStd) return (args) => machine.callFn(def, args);
  const builtin = machine.builtins.get(def.path);
  if (builtin === undefined) return machine.refuse(site.from, `\`${def.path}\` does not run here.`);
  return (args) => builtin(machine, args, site);
}

function assocCall(
  machine: Interpreter,
  target: Extract<Target, { kind: "assoc" }>,
  expr: Of<"path">,
  context: Context,
  site: Site,
): (args: Value[]) => Value {
  const owner = ownerOf(machine, target.owner, context);
  const { name } = target;
  if (owner !== null && owner.kind !== "trait") {
    if (owner.kind === "enum") {
      const variant = owner.variants.get(name);
      if (variant !== undefined) return (args) => new Adt(variant, args);
    }
    const found = fromImpl(machine, owner, name, site) ?? methodOf(owner, name);
    if (found !== null) return asFunction(machine, found, site);
    const builtin = machine.builtins.get(`${owner.path}::${name}`) ?? machine.builtins.get(`*::${name}`);
    if (builtin !== undefined) {
      const typed = site.kind === "call" || site.kind === "path" ? site : expr;
      return (args) =>
        builtin(machine, args, { ...typed, typed, owner: { path: owner.path, name: owner.name } });
    }
  }
  // `Trait::name(x)` and `T::name(x)`: the first argument decides.
  const own = owner?.kind === "trait" ? owner.methods.get(name) : undefined;
  if (own?.node.self === null || (owner === null && site.kind === "call" && site.args.length === 0)) {
    const shape = machine.shape(site);
    const def = shape === null ? null : defOf(machine, shape.name);
    const method = def === null ? null : methodOf(def, name);
    if (method !== null) return asFunction(machine, method, site);
  }
  const generic = machine.builtins.get(`*::${name}`);
  if (generic !== undefined && (site.kind !== "call" || site.args.length === 0 || name === "from"))
    return (args) => generic(machine, args, site);
  return ([first, ...args]) => {
    const at = first instanceof Ref ? first : new Ref([first], 0);
    return machine.callMethod(at, name, args, site);
  };
}

/** Of several `impl From`, the one that takes what is given. */
function fromImpl(machine: Interpreter, owner: OwnType, name: string, site: Site): FnDef | null {
  if (name !== "from" && name !== "try_from") return null;
  const all = [...owner.methods].filter(([key]) => key.startsWith(`${name}#`)).map(([, fn]) => fn);
  if (all.length < 2) return all[0] ?? null;
  const arg = site.kind === "call" ? site.args[0] : undefined;
  const type = arg === undefined ? undefined : machine.typeOf(arg);
  return all.find((fn) => typeName(fn.node.params[0]?.type) === type) ?? (all[0] as FnDef);
}

function asFunction(machine: Interpreter, def: FnDef, site: Site): (args: Value[]) => Value {
  if (!def.isStd) return (args) => machine.callFn(def, args);
  const builtin = machine.builtins.get(def.path);
  if (builtin === undefined) return machine.refuse(site.from, `\`${def.path}\` does not run here.`);
  if (def.node.self === null) return (args) => builtin(machine, args, site);
  return (args) => {
    // `Arc::clone(&x)`: self is written as an argument, behind as many references as are there.
    const [self, ...rest] = args;
    if (def.node.self?.kind === "value") return builtin(machine, args, site);
    let at = self instanceof Ref ? self : new Ref([self], 0);
    while (at.value instanceof Ref) at = at.value;
    return builtin(machine, [at, ...rest], site);
  };
}
