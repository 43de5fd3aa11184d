/** What stands side by side, and how long its bars are. */
import { describe, expect, it } from "vitest";
import type { Bench, BenchProfile } from "../../harness/report.ts";
import type { TokioRun } from "../progress/schema.ts";
import { seriesOf, share } from "./side-by-side.ts";

const profileOf = (profile: "debug" | "release", recorded = true): BenchProfile => ({
  profile,
  recorded,
  reason: "",
  ratio: 8,
  workerRatios: [8],
  interval: [7, 9],
  control: 1,
  rounds: 90,
  batchInline: 1,
  batchSpawn: 1,
  inline: { p50: 1, p90: 1, p99: 1 },
  spawn: { p50: 8, p90: 8, p99: 8 },
  learner: null,
  throughGather: null,
});
const environment = { engine: "here" };
const runOf = (flavor: TokioRun["flavor"], profile: BenchProfile): TokioRun => ({
  flavor,
  workRounds: 8,
  atMs: 0,
  environment,
  profile,
});
const bench: Bench = {
  value: 8,
  workRounds: 8,
  profiles: [profileOf("debug"), profileOf("release", false)],
  startedAt: "",
  environment,
};

describe("side by side", () => {
  it("stand the model and real tokio, without what was not recorded", () => {
    const runs = [
      runOf("multi_thread", profileOf("debug")),
      runOf("current_thread", profileOf("release")),
      runOf("current_thread", profileOf("debug")),
    ];
    expect(seriesOf(bench, runs).map(({ name }) => name)).toEqual([
      "model, debug",
      "tokio, current_thread, debug",
      "tokio, current_thread, release",
      "tokio, multi_thread, debug",
    ]);
  });

  it("bars are logarithmic: no bar for no overhead, all of it for the most", () => {
    expect(share(1, 100)).toBe(0);
    expect(share(10, 100)).toBeCloseTo(0.5);
    expect(share(100, 100)).toBe(1);
    expect(share(NaN, 100)).toBe(0);
  });
});
