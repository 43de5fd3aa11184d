/** Measurements for the tests of what is drawn and listed: numbers that are easy to follow. */
import type { BenchProfile } from "../../../harness/report.ts";
import type { TokioRun } from "../../progress/schema.ts";

export const profileOf = (profile: "debug" | "release", recorded = true): BenchProfile => ({
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
export const tokioRunOf = (flavor: TokioRun["flavor"], profile: BenchProfile): TokioRun => ({
  flavor,
  workRounds: 8,
  atMs: 0,
  environment: { engine: "here" },
  profile,
});
