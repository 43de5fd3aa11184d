/** Finds async functions that await themselves: their futures would contain themselves. */
import type { Expr } from "../syntax/ast.ts";
import type { Body } from "../syntax/definitions.ts";
import type { BodyFacts } from "./send.ts";

/** @returns an `.await` in each such circle */
export function circles(facts: ReadonlyMap<Body, BodyFacts>, bodyOf: (awaited: Expr) => Body | null): Expr[] {
  const leadsTo = (from: Body, goal: Body, seen: Set<Body>): boolean => {
    if (from === goal) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (facts.get(from)?.awaited ?? []).some((next) => {
      const body = bodyOf(next);
      return body !== null && leadsTo(body, goal, seen);
    });
  };
  return [...facts].flatMap(([body, { awaited }]) =>
    awaited.filter((next) => {
      const into = bodyOf(next);
      return into !== null && leadsTo(into, body, new Set());
    }),
  );
}
