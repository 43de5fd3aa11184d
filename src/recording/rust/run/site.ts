/** Where in the program a function of std's is called. */
import type { Expr } from "../syntax/ast.ts";
import type { Shape } from "../types/shape.ts";
import type { Value } from "../values/values.ts";
import type { Interpreter } from "./interpreter.ts";

/** What a function of std's gets besides its arguments: the call, for its place and its type. */
export type Site = Expr & {
  /** The call as the checks have seen it, where this is a copy of it. */
  typed?: Expr;
  /** The type before `::`, where the function has none of its own. */
  owner?: { path?: string | undefined; name?: string; shape?: Shape };
};
export type Builtin = (machine: Interpreter, args: Value[], site: Site) => Value;

export const NO_SITE: Expr = { kind: "tuple", items: [], from: 0, to: 0 };
