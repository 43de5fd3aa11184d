/** What regrading found as one JSON file, a hand-in at a time so that it can be written in slices. */
import type { Regraded } from "./regrade.ts";

export function* jsonParts(all: readonly Regraded[]): Generator<string> {
  yield "[";
  for (const [at, one] of all.entries()) yield `${at === 0 ? "" : ",\n"}${JSON.stringify(one)}`;
  yield "]";
}
