import { describe, expect, it } from "vitest";
import type { Bench, BenchProfile, Report } from "../../../../harness/report.ts";
import { benchProfile } from "../../../../harness/testing/profile.ts";
import { methodologyDraft } from "./methodology.ts";
import { targets } from "./targets.ts";

const quantiles = { p50: 40, p90: 60, p99: 90 };
const debug = benchProfile({
  ratio: 9.4,
  workerRatios: [9.1, 9.4, 9.6],
  interval: [9, 9.8],
  control: 1.01,
  batchInline: 1000,
  batchSpawn: 200,
  inline: quantiles,
  spawn: { p50: 400, p90: 500, p99: 900 },
  learner: { inline: quantiles, spawn: { p50: 400, p90: 500, p99: 900 } },
});
const bench = (profile: BenchProfile): Bench => ({
  value: profile.recorded ? profile.ratio : null,
  workRounds: 8,
  profiles: [profile],
  startedAt: "2026-01-01T00:00:00Z",
  environment: { engine: "Chromium 1" },
});
const report = (status: "pass" | "fail"): Report => ({
  version: 1,
  exercise: "week-01/capstone",
  contentHash: "",
  harnessVersion: "",
  passed: status === "pass",
  checks: [{ id: "histogram/rank", title: "", status, message: "" }],
  logs: [],
  logsDropped: 0,
  environment: { engine: "" },
});
const states = (...input: Parameters<typeof targets>) => targets(...input).map(({ state }) => state);
const entry = "I ran it on my laptop in Chromium, debug and release, ninety rounds. ".repeat(4);

describe("the three targets", () => {
  it("are open before anything was submitted", () => {
    expect(states(undefined, undefined, "")).toEqual(["open", "open", "open"]);
  });
  it("are met by passing checks, a recorded ratio of at least 5, and a written entry", () => {
    expect(states(report("pass"), debug, entry)).toEqual(["met", "met", "met"]);
  });
  it("are missed by a failing Histogram and by a ratio below 5", () => {
    expect(states(report("fail"), { ...debug, ratio: 4.99 }, entry)).toEqual(["missed", "missed", "met"]);
  });
  it("count a measurement that was too noisy as not made", () => {
    const noisy = { ...debug, recorded: false, reason: "the control was at 1.4" };
    expect(targets(report("pass"), noisy, entry)[1]).toMatchObject({
      state: "open",
      detail: expect.stringContaining("1.4"),
    });
  });
  it("do not take the untouched draft for a documented methodology", () => {
    const draft = methodologyDraft(bench(debug));
    expect(targets(undefined, undefined, draft)[2]).toMatchObject({
      state: "open",
      detail: expect.stringContaining("What I expected"),
    });
    const filled = draft
      .replace("What I expected:", "What I expected: ten.")
      .replace("and why:", "and why: the trace.");
    expect(targets(undefined, undefined, filled)[2]?.state).toBe("met");
  });
});
