/** What a type that is written in the program is called when it runs. */
import type { TypeNode } from "../syntax/ast.ts";
import type { Shape } from "../types/shape.ts";

export function typeName(type: TypeNode | undefined): string | undefined {
  if (type?.kind === "ref") return typeName(type.of);
  if (type?.kind !== "path") return undefined;
  const target = type.path.target;
  if (target?.kind === "alias" && target.node.type !== null) return typeName(target.node.type);
  if (target?.kind === "struct" || target?.kind === "enum") return target.path;
  return target?.kind === "prim" ? target.name : undefined;
}

export function shapeOfNode(type: TypeNode): { path: string | undefined; shape: Shape } {
  const name = type.kind === "tuple" ? "tuple" : (typeName(type) ?? "");
  const inside =
    type.kind === "path" ? type.path.segments.at(-1)?.args : type.kind === "tuple" ? type.items : [];
  const args = (inside ?? []).map((one) => shapeOfNode(one).shape);
  return { path: name, shape: { name, args } };
}

export const lastName = (type: TypeNode | undefined): string | undefined =>
  typeName(type)?.split("::").at(-1);
