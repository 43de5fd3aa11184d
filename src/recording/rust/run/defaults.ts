/** Values that std makes for a type: its default, an empty one, one converted or parsed. */
import type { TypeNode } from "../syntax/ast.ts";
import type { Shape } from "../types/shape.ts";
import { Adt, behind, Float, isNative, List, Text, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Interpreter } from "./interpreter.ts";
import { defOf } from "./owners.ts";
import { NO_SITE } from "./site.ts";
import type { Site } from "./site.ts";
import { nameOf } from "./types-of.ts";
import { lastName, shapeOfNode } from "./type-nodes.ts";

/** `T::default()` for the type that the checks found. */
export function ownDefault(machine: Interpreter, shape: Shape, at: number): Value {
  const def = defOf(machine, shape.name);
  if (def === null) return machine.refuse(at, `\`${shape.name}\` has no default here.`);
  const own = def.methods.get("default");
  if (own !== undefined && !own.isStd) return machine.callFn(own, []);
  const make = machine.builtins.get(`${def.path}::default`) ?? machine.builtins.get(`${def.path}::new`);
  if (make !== undefined) {
    if (
      shape.args.length === 0 ||
      !["Mutex", "RwLock", "Arc", "Rc", "Cell", "RefCell", "Box"].includes(
        def.path.split("::").at(-1) as string,
      )
    )
      return make(machine, [], NO_SITE);
    const [of] = shape.args;
    const owner = { path: of?.name, ...(of !== undefined && { shape: of }) };
    const inner = machine.builtin("*::default")([], { ...NO_SITE, owner });
    return make(machine, [inner], NO_SITE);
  }
  if (def.kind === "enum") {
    const node = def.node.variants.find(({ isDefault }) => isDefault);
    const variant = node === undefined ? undefined : def.variants.get(node.name);
    if (variant !== undefined) return new Adt(variant, []);
  }
  if (def.kind === "struct" && def.traits.has("Default"))
    return new Adt(
      def,
      def.fields.map((field) => defaultOfType(machine, field.type, at)),
    );
  return machine.refuse(at, `\`${def.name}\` has no default here.`, "`#[derive(Default)]`");
}

function defaultOfType(machine: Interpreter, type: TypeNode, at: number): Value {
  return machine.builtin("*::default")([], { ...NO_SITE, from: at, owner: shapeOfNode(type) });
}

/** What `or_default` makes: the type behind the reference that it gives. */
export function defaultOfRef(machine: Interpreter, site: Site): Value {
  const shape = machine.shape(site);
  if (shape === null) return 0;
  return machine.builtin("*::default")([], { ...NO_SITE, owner: { path: shape.name, shape } });
}

/** `mem::take`: an empty value of the same kind. */
export function emptyLike(machine: Interpreter, value: Value, site: Site): Value {
  if (typeof value === "number" || typeof value === "bigint") return 0;
  if (typeof value === "boolean") return false;
  if (typeof value === "string") return "";
  if (value instanceof Text) return new Text("");
  if (value instanceof List)
    return new List(
      value.kind === "array" ? value.items.map((item) => emptyLike(machine, item, site)) : [],
      value.kind,
    );
  if (value instanceof Float) return new Float(0);
  if (value instanceof Adt && value.def.kind === "variant" && value.def.enum.path === "std::option::Option")
    return machine.make.none();
  if (value instanceof Tuple) return new Tuple(value.items.map((item) => emptyLike(machine, item, site)));
  if (isNative(value)) return ownDefault(machine, { name: value.type, args: [] }, site.from);
  if (value instanceof Adt) {
    const owner = value.def.kind === "variant" ? value.def.enum : value.def;
    return ownDefault(machine, { name: owner.path, args: [] }, site.from);
  }
  return undefined;
}

/** `parse` to a type of the program's own. */
export function parseOwn(machine: Interpreter, type: string, text: string, site: Site): Value {
  const own = defOf(machine, type)?.methods.get("from_str");
  if (own === undefined || own.isStd)
    return machine.refuse(site.from, `\`parse\` to \`${type}\` does not run here.`);
  return machine.callFn(own, [text]);
}

/** `into()` a type of the program's own. */
export function converting(machine: Interpreter, value: Value, shape: Shape, site: Site): Value {
  const def = defOf(machine, shape.name);
  const all =
    def === null ? [] : [...def.methods].filter(([key]) => key.startsWith("from#")).map(([, fn]) => fn);
  const has = nameOf(machine, behind(value));
  const std = all.length === 0 ? machine.builtins.get(`${shape.name}::from`) : undefined;
  if (std !== undefined) return std(machine, [value], site);
  const fits = all.find((fn) => lastName(fn.node.params[0]?.type) === has) ?? all[0];
  return fits === undefined ? value : machine.callFn(fits, [value]);
}
