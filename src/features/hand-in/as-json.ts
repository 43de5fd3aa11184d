/** Writes the results of regrading as JSON, one hand-in at a time. */
import type { Regraded } from "./regrade.ts";

export function* jsonParts(all: readonly Regraded[]): Generator<string> {
  yield "[";
  for (const [at, one] of all.entries()) yield `${at === 0 ? "" : ",\n"}${JSON.stringify(one)}`;
  yield "]";
}
