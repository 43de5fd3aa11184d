/** An ordinary measurement for tests: spawn takes eight times as long as inline. */
import type { BenchProfile } from "../report.ts";

export function benchProfile(change: Partial<BenchProfile> = {}): BenchProfile {
  return {
    profile: "debug",
    recorded: true,
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
    ...change,
  };
}
