/** The methodology entry's first draft: everything about a measurement that the app knows, and blanks for what it cannot. */
import type { Bench, BenchProfile, Environment } from "../../harness/report.ts";
import type { TokioRun } from "../progress/schema.ts";

const ns = (value: number): string =>
  value >= 1000 ? `${(value / 1000).toFixed(2)} µs` : `${value.toFixed(0)} ns`;

export function machine(environment: Environment): string {
  const cores = environment.cores ? `, ${environment.cores} logical cores` : "";
  return `${environment.platform ?? "unknown platform"}${cores}`;
}

export function clock(environment: Environment): string {
  const step = environment.clockStepNs ? `${ns(environment.clockStepNs)} steps` : "unknown step";
  return `performance.now(), ${step}, ${environment.crossOriginIsolated ? "cross-origin isolated" : "not cross-origin isolated"}`;
}

function profileLines(profile: BenchProfile): string {
  if (!profile.recorded) return `- ${profile.profile}: not recorded, ${profile.reason}`;
  const [low, high] = profile.interval;
  return [
    `- ${profile.profile}: spawn / inline = ${profile.ratio.toFixed(2)} (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}; the three workers ${profile.workerRatios.map((ratio) => ratio.toFixed(2)).join(", ")}; control ${profile.control.toFixed(2)})`,
    `  - inline p50 ${ns(profile.inline.p50)}, p99 ${ns(profile.inline.p99)}; spawn p50 ${ns(profile.spawn.p50)}, p99 ${ns(profile.spawn.p99)} (means of batches, not single operations)`,
    `  - samples per run: ${profile.rounds} rounds, batches of ${profile.batchInline} inline and ${profile.batchSpawn} spawned operations`,
  ].join("\n");
}

/** What was measured on real tokio: machine, compiler, profile, samples. Empty when nothing was. */
export function tokioLines(runs: readonly TokioRun[]): string {
  if (runs.length === 0) return "";
  const lines = runs.map(
    ({ flavor, profile, environment }) =>
      `On ${environment.engine}, ${flavor}; ${machine(environment)}:\n${profileLines(profile)}`,
  );
  return `\nReal tokio, by the same protocol with cargo bench:\n${lines.join("\n")}\n`;
}

export function methodologyDraft(bench: Bench): string {
  return `Machine: ${machine(bench.environment)}
Engine: ${bench.environment.engine}; the course's model of tokio 1.53.1, not rustc
Clock: ${clock(bench.environment)}
Work per operation: ${bench.workRounds} rounds of FNV-1a
Debug means the model's tracing is on, release that it is compiled out:
${bench.profiles.map(profileLines).join("\n")}
Measured: ${bench.startedAt.slice(0, 16).replace("T", " ")} UTC, three fresh workers for each profile, rounds of inline, spawn, inline again in rotated order; the ratio is the median of paired rounds.

What I expected:
What I found, and why:
What I would measure next on real tokio, with criterion:
`;
}
