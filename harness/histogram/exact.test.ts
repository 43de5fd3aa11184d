/** The histories that a Histogram is compared with: every corner is reached, and a failure can be replayed. */
import { expect, it } from "vitest";
import { runChecks } from "../run.ts";
import { compileFile } from "../testing/load.ts";
import { HISTORIES } from "./exact.ts";
import { FIXED, historyFor, total } from "./history.ts";
import { histogramChecks } from "../histogram.ts";

const histories = Array.from({ length: FIXED + HISTORIES }, (_, seed) => historyFor(seed));
const wrong = new URL("../../lessons/week-01/histogram/wrong/", import.meta.url);
const host = { begin() {}, end() {} };

it("reaches every bucket that a whole number falls into, and beyond", () => {
  const values = new Set(histories.flatMap(({ runs }) => runs.map(({ ns }) => ns)));
  const met = new Set([...values].filter((ns) => ns > 0).map((ns) => Math.floor(Math.log2(ns) * 4)));
  const empty = new Set([1, 2, 3, 5, 7]);
  for (let bucket = 0; bucket < 128; bucket += 1) expect(met.has(bucket)).toBe(!empty.has(bucket));
  for (const ns of [0, 0.4, 2 ** 32 - 1, 2 ** 32, 5e9, 2 ** 53]) expect(values).toContain(ns);
  const largest = Math.max(...histories.flatMap(({ runs }) => runs.map(({ n }) => n)));
  expect(largest).toBeGreaterThan(256);
});

it("asks for 0, 1, and on both sides of k / n", () => {
  const asks = histories.slice(FIXED).map(({ asks, runs }) => asks.map((q) => q * total(runs)));
  for (const ranks of asks) expect([ranks[0], ranks.at(-1)! > 0]).toEqual([0, true]);
  expect(asks.flat().some((rank) => Number.isInteger(rank) && rank > 1)).toBe(true);
});

it("shows the smallest failure, with a seed that replays it", async () => {
  const load = await compileFile(new URL("uint32.ts", wrong));
  const [first] = runChecks(histogramChecks, load, host, { only: "exact" });
  expect(first?.message).toMatch(/^After recording 4,294,967,296 ns, percentile/);
  const [again] = runChecks(histogramChecks, load, host, { only: "exact", seed: first?.seed ?? NaN });
  expect(again).toEqual(first);
});
