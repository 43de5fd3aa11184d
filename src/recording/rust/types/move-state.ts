/** What has been moved away at a point of a body, and the small questions about it. */
import type { Expr, Pattern } from "../syntax/ast.ts";
import type { Local } from "../syntax/definitions.ts";
import type { Ty } from "./ty.ts";

/** A part of a variable that has been moved away. */
export interface Moved {
  local: Local;
  path: readonly string[];
}

/** null: nothing runs here. */
export type State = readonly Moved[] | null;

/** A place: a variable, its fields, and whether a pointer lies between. */
export interface Place {
  local: Local;
  path: string[];
  /** The first pointer on the way, if there is one. */
  through: Ty | null;
}

export interface Loop {
  label: string | null;
  /** What holds at each `break`. */
  leaves: State[];
  isLoop: boolean;
}

/** How a nested body uses a variable around it. */
export interface Use {
  path: readonly string[];
  moves: boolean;
}

/** A mark in a path for a part that a pattern took. */
export const PART = "#";

export function isPrefix(short: readonly string[], long: readonly string[]): boolean {
  return short.length <= long.length && short.every((part, i) => part === long[i]);
}

export function joined(a: State, b: State): State {
  if (a === null) return b;
  if (b === null) return a;
  const more = b.filter(
    (moved) => !a.some((known) => known.local === moved.local && known.path.join() === moved.path.join()),
  );
  return more.length === 0 ? a : [...a, ...more];
}

export function rootOf(local: Local): Local {
  let at = local;
  while (at.outer !== null) at = at.outer;
  return at;
}

export function hasLet(expr: Expr): boolean {
  if (expr.kind === "let") return true;
  if (expr.kind === "paren") return hasLet(expr.of);
  return expr.kind === "binary" && expr.op === "&&" && (hasLet(expr.left) || hasLet(expr.right));
}

export function localsOf(pattern: Pattern): Local[] {
  switch (pattern.kind) {
    case "bind":
      return [
        ...(pattern.local === undefined ? [] : [pattern.local]),
        ...(pattern.sub === null ? [] : localsOf(pattern.sub)),
      ];
    case "or":
      return localsOf(pattern.of[0] as Pattern);
    case "ref":
      return localsOf(pattern.of);
    case "tuple":
    case "slice":
    case "tuple-struct":
      return pattern.items.flatMap(localsOf);
    case "struct":
      return pattern.fields.flatMap((field) => localsOf(field.pattern));
    default:
      return [];
  }
}
