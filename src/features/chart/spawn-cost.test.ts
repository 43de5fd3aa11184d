import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bench } from "../../../harness/report.ts";
import { benchProfile } from "../../../harness/testing/profile.ts";
import { SampleBook } from "./sample-book.ts";
import { csvOf } from "./save.ts";
import { costModel, predictedRatio, roundsForRatio, sharesOf, spawnParts } from "./spawn-cost.ts";

const quantiles = { p50: 50, p90: 60, p99: 70 };
const profile = benchProfile({
  profile: "release",
  ratio: 5,
  workerRatios: [5, 5, 5],
  interval: [5, 5],
  inline: quantiles,
  spawn: { ...quantiles, p50: 250 },
  workRoundNs: 1,
});

describe("the cost of a spawn", () => {
  it("falls apart into parts that sum to it", () => {
    const ladder = { inlineNs: 40, turnNs: 90, detachedNs: 150, spawnNs: 240 };
    const parts = spawnParts(ladder);
    expect(parts.map(({ ns }) => ns)).toEqual([40, 110, 90]);
    expect(parts.reduce((sum, { ns }) => sum + ns, 0)).toBe(ladder.spawnNs);
  });

  it("has shares in whole percent that sum to 100, whatever noise did to a step", () => {
    const percents = (inlineNs: number, detachedNs: number, spawnNs: number) =>
      sharesOf({ inlineNs, turnNs: 0, detachedNs, spawnNs }).map(({ percent }) => percent);
    expect(percents(3, 46, 100)).toEqual([3, 43, 54]);
    const ns = fc.double({ min: 1, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(ns, ns, ns, (...ladder) => {
        const all = percents(...ladder);
        expect(all.reduce((sum, percent) => sum + percent, 0)).toBe(100);
        for (const percent of all) expect(percent).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("weighs less the more work there is", () => {
    const model = costModel(profile, 8)!;
    expect(predictedRatio(model, 8)).toBeCloseTo(5, 9);
    // W grows from 50 to 200 ns, S stays 200 ns.
    expect(predictedRatio(model, 158)).toBeCloseTo(2, 9);
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(predictedRatio(model, less)).toBeGreaterThanOrEqual(predictedRatio(model, more));
      }),
    );
  });

  it("finds the work at which a ratio is reached", () => {
    const model = costModel(profile, 8)!;
    fc.assert(
      fc.property(fc.double({ min: 1.05, max: 5, noNaN: true }), (ratio) => {
        expect(predictedRatio(model, roundsForRatio(model, ratio))).toBeCloseTo(ratio, 6);
      }),
    );
  });

  it("is not predicted without the slope of the work", () => {
    expect(costModel({ ...profile, workRoundNs: undefined }, 8)).toBeNull();
  });
});

describe("the CSV", () => {
  it("has a line for each round, with the worker that measured it", () => {
    const debug = new SampleBook();
    debug.add(0, { inline: [50, 51], spawn: [400, 401.5], control: [52, 53] });
    debug.add(2, { inline: [60], spawn: [500], control: [61] });
    const model = new SampleBook();
    model.add(0, { inline: [20], spawn: [90], control: [21] });
    const books = {
      "tokio debug": debug,
      "tokio release": new SampleBook(),
      "model debug": model,
      "model release": new SampleBook(),
    };
    const build = { tokio: "1.53.1", rustc: "1.95.0", target: "wasm32-wasip1" };
    const bench: Bench = {
      value: 8,
      workRounds: 8,
      profiles: [benchProfile({ engine: "tokio", build }), benchProfile({ engine: "model" })],
      startedAt: "",
      environment: { engine: "a test" },
    };
    expect(csvOf(books, bench).split("\n")).toEqual([
      "engine,profile,tokio,rustc,worker,round,inline_ns_per_op,spawn_ns_per_op,control_ns_per_op",
      "tokio,debug,1.53.1,1.95.0,0,0,50,400,52",
      "tokio,debug,1.53.1,1.95.0,0,1,51,401.5,53",
      "tokio,debug,1.53.1,1.95.0,2,0,60,500,61",
      "model,debug,,,0,0,20,90,21",
      "",
    ]);
  });
});
