/** Differently built right answers pass every check of their exercise. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ExerciseChecks } from "./check.ts";
import { capstoneChecks } from "./capstone.ts";
import { connectionsChecks } from "./connections.ts";
import { gatherChecks } from "./gather.ts";
import { histogramChecks } from "./histogram.ts";
import type { CheckResult } from "./report.ts";
import { runChecks } from "./run.ts";
import { compileFile, compileLearner } from "./testing/load.ts";

// For every check of an exercise, on a busy machine.
const lessons = new URL("../lessons/week-01/", import.meta.url);
const labs = new URL("../lessons/where-it-goes/", import.meta.url);

function rightAnswers(exercise: "gather" | "histogram" | "connections", week = lessons): [string, URL][] {
  const folder = new URL(`./fixtures/right/${exercise}/`, import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const own = names.map((name): [string, URL] => [name, new URL(name, folder)]);
  return [...own, ["solution.ts", new URL(`${exercise}/solution.ts`, week)]];
}

function misjudged(checks: ExerciseChecks, load: () => Record<string, unknown>): CheckResult[] {
  const results = runChecks(checks, load, { begin() {}, end() {} });
  expect(results).toHaveLength(checks.checks.length);
  return results.filter(({ status }) => status !== "pass");
}

describe("gather", () => {
  it.each(rightAnswers("gather"))("%s passes", async (_, file) => {
    expect(misjudged(gatherChecks, await compileFile(file))).toEqual([]);
  });
});

describe("histogram", () => {
  it.each(rightAnswers("histogram"))("%s passes", async (_, file) => {
    expect(misjudged(histogramChecks, await compileFile(file))).toEqual([]);
  });
});

describe("connections", () => {
  it.each(rightAnswers("connections", labs))("%s passes", async (_, file) => {
    expect(misjudged(connectionsChecks, await compileFile(file))).toEqual([]);
  });
});

describe("capstone", () => {
  const gathers = rightAnswers("gather");
  const histograms = rightAnswers("histogram");
  // Each gather with some Histogram, and each Histogram with some gather.
  const pairs = Array.from({ length: Math.max(gathers.length, histograms.length) }, (_, index) => {
    const [gather, gatherFile] = gathers[index % gathers.length]!;
    const [histogram, histogramFile] = histograms[index % histograms.length]!;
    return [gather, histogram, gatherFile, histogramFile] as const;
  });

  it.each(pairs)("%s and %s pass", async (_, __, gather, histogram) => {
    const [one, other] = await Promise.all([compileFile(gather), compileFile(histogram)]);
    expect(misjudged(capstoneChecks, () => ({ ...one(), ...other() }))).toEqual([]);
  });

  it("passes the solution, and a Histogram without mean", async () => {
    const source = readFileSync(new URL("capstone/solution.ts", lessons), "utf8");
    expect(misjudged(capstoneChecks, await compileLearner(source))).toEqual([]);
    const withoutMean = source.replace(/ {2}mean\(\)[^}]+\}\n/, "");
    expect(withoutMean).not.toContain("mean()");
    expect(misjudged(capstoneChecks, await compileLearner(withoutMean))).toEqual([]);
  });
});
