/** Measurements for the chart's tests, with numbers that are easy to follow. */
import type { BenchProfile } from "../../../harness/report.ts";
import { benchProfile } from "../../../harness/testing/profile.ts";
import type { TokioRun } from "../../progress/schema.ts";

export const profileOf = (profile: BenchProfile["profile"], recorded = true): BenchProfile =>
  benchProfile({ profile, recorded });
export const tokioRunOf = (flavor: TokioRun["flavor"], profile: BenchProfile): TokioRun => ({
  flavor,
  workRounds: 8,
  atMs: 0,
  environment: { engine: "here" },
  profile,
});
