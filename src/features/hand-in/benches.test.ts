/** Measurements in a hand-in: of tokio itself with its versions, and in older files of the model alone. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { engineOf, gradedIn, type Bench } from "../../../harness/report.ts";
import type { Stored } from "../../progress/schema.ts";
import { makeHandIn } from "./hand-in.ts";
import { readHandIn } from "./read-hand-in.ts";
import { toTable } from "./table.ts";

const bench = JSON.parse(
  readFileSync(new URL("../../../harness/fixtures/benches/both-engines.json", import.meta.url), "utf8"),
) as Bench;

function handInOf(text: string) {
  const read = readHandIn(text);
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read;
}

const tableOf = (text: string) =>
  toTable([{ kind: "graded", file: "ada.json", comparisons: [COMPARISON], ...handInOf(text) }]);
const COMPARISON = {
  exercise: "week-01/capstone",
  agreement: "same",
  failing: [],
  differences: [],
  note: "",
} as never;

it.each([1, 2])("reads the model's measurement in a hand-in of version %d", (version) => {
  const text = readFileSync(new URL(`fixtures/hand-in-${version}.json`, import.meta.url), "utf8");
  const { benches } = handInOf(text).handIn;
  expect(benches.length).toBeGreaterThan(0);
  for (const one of benches) expect(one.profiles.map(engineOf)).toEqual(one.profiles.map(() => "model"));
  expect(gradedIn(benches[0]!)?.profile).toBe("debug");
  expect(tableOf(text)).toContain(",model,");
});

it("hands in both engines, and the table says on which BENCH is claimed", () => {
  const record: Stored = { key: "bench:week-01/capstone/1", rev: 1, savedAt: 1, value: { bench, at: 1 } };
  const text = JSON.stringify(makeHandIn({ [record.key]: record }, "Ada", new Date()));
  expect(handInOf(text).handIn.benches).toEqual([bench]);
  expect(tableOf(text)).toContain(`${bench.value?.toFixed(2)},"tokio 1.53.1, rustc 1.95.0",`);
});
