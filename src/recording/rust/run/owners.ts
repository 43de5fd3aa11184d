/** Which type, struct or variant a path of the running program names. */
import type { TypeNode } from "../syntax/ast.ts";
import type {
  EnumDef,
  FnDef,
  PrimDef,
  StructDef,
  Target,
  TypeName,
  VariantDef,
} from "../syntax/definitions.ts";
import type { Context } from "./compile-base.ts";
import type { Interpreter } from "./interpreter.ts";

export type OwnType = StructDef | EnumDef | PrimDef;

/** The type that a path's owner names; null for a type parameter. */
export function ownerOf(
  machine: Interpreter,
  owner: TypeName | TypeNode,
  context: Context | null,
): OwnType | Extract<TypeName, { kind: "trait" }> | null {
  if (owner.kind === "struct" || owner.kind === "enum" || owner.kind === "prim" || owner.kind === "trait")
    return owner;
  if (owner.kind === "alias")
    return owner.node.type === null ? null : ownerOf(machine, owner.node.type, context);
  if (owner.kind === "path") {
    const target = "path" in owner && typeof owner.path === "object" ? owner.path.target : undefined;
    if (target === undefined) return null;
    if (target.kind === "self-type")
      return context?.impl == null
        ? (context?.trait ?? null)
        : ownerOf(machine, context.impl.node.type, context);
    if (
      target.kind === "struct" ||
      target.kind === "enum" ||
      target.kind === "prim" ||
      target.kind === "trait" ||
      target.kind === "alias"
    )
      return ownerOf(machine, target, context);
    return null;
  }
  if (owner.kind === "ref") return ownerOf(machine, owner.of, context);
  if (owner.kind === "array") return machine.std.prims.get("Slice") ?? null;
  if (owner.kind === "tuple") return machine.std.prims.get("tuple") ?? null;
  return null;
}

export function defOf(machine: Interpreter, path: string): OwnType | null {
  return machine.std.types.get(path) ?? machine.own.get(path) ?? machine.std.prims.get(path) ?? null;
}

/** The struct or variant that a pattern or a literal names. */
export function shapeOf(
  machine: Interpreter,
  target: Target | undefined,
  at: number,
  context: Context | null = null,
): StructDef | VariantDef {
  if (target?.kind === "struct" || target?.kind === "variant") return target;
  if (target?.kind === "alias" || target?.kind === "self-type") {
    const owner = ownerOf(
      machine,
      target.kind === "alias" ? target : SELF_TYPE,
      context ?? machine.compiler.here,
    );
    if (owner?.kind === "struct") return owner;
  }
  if (target?.kind === "assoc") {
    const owner = ownerOf(machine, target.owner, context ?? machine.compiler.here);
    const variant = owner?.kind === "enum" ? owner.variants.get(target.name) : undefined;
    if (variant !== undefined) return variant;
  }
  return machine.refuse(at, "This names no struct and no variant.");
}

export function methodOf(owner: OwnType, name: string): FnDef | null {
  return owner.methods.get(name) ?? null;
}

const SELF_TYPE: TypeNode = {
  kind: "path",
  path: { segments: [], self: null, from: 0, to: 0, target: { kind: "self-type" } },
  from: 0,
  to: 0,
};
