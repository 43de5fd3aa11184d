/** Tests that what is kept is the design, and that it says whether it fulfils what was asked. */
import { expect, test } from "vitest";
import { isFulfilled } from "../../progress/studio.ts";
import { STARTS } from "../../recording/studio/starts.ts";
import { keptText, readKept } from "./keep.ts";

const design = STARTS["exchange-owner-per-shard"];
const verdict = (met: boolean | null) => ({ requirement: "p99<2ms", met, says: "It is\n1 ms." });

test("the design is read back from under the comments", () => {
  const text = keptText({ design, verdicts: [verdict(true), verdict(null)], result: null });
  expect(text).toContain("# met: p99<2ms. It is 1 ms.\n");
  expect(readKept(text)).toEqual(design);
  expect(readKept("no: design")).toBeNull();
  expect(readKept(undefined)).toBeNull();
});

test.each([
  [[verdict(true), verdict(true)], true],
  [[verdict(true), verdict(null)], false],
  [[verdict(true), verdict(false)], false],
  [[], false],
])("%j: fulfilled is %s", (verdicts, fulfilled) => {
  expect(isFulfilled(keptText({ design, verdicts, result: null }))).toBe(fulfilled);
});
