/** Writes the methodology entry's first draft: all that the app knows about a measurement, and blanks for what it cannot know. */
import {
  engineOf,
  type Bench,
  type BenchProfile,
  type Environment,
  type Quantiles,
} from "../../../../harness/report.ts";
import type { TokioRun } from "../../../progress/schema.ts";
import { machineOf } from "../../../lib/machine.ts";
import { formatNs, formatRatio } from "../../../lib/units.ts";

export function clock(environment: Environment): string {
  const step = environment.clockStepNs ? `${formatNs(environment.clockStepNs)} steps` : "unknown step";
  return `performance.now(), ${step}, ${environment.crossOriginIsolated ? "cross-origin isolated" : "not cross-origin isolated"}`;
}

/** @param name what was measured, if the profile alone does not say it */
function profileLines(profile: BenchProfile, name: string = profile.profile): string {
  if (!profile.recorded) return `- ${name}: not recorded, ${profile.reason}`;
  const [low, high] = profile.interval;
  const { learner, throughGather, discarded = 0 } = profile;
  const left = discarded === 0 ? "" : `, ${discarded} more discarded as too noisy`;
  return [
    `- ${name}: spawn / inline = ${formatRatio(profile.ratio)} (95 % interval ${formatRatio(low)} to ${formatRatio(high)}; the workers ${profile.workerRatios.map(formatRatio).join(", ")}${left}; control ${formatRatio(profile.control)})`,
    `  - ${sides(profile)}`,
    ...(learner ? [`  - as my Histogram reports them: ${sides(learner)}`] : []),
    ...(throughGather ? [`  - eight at a time through my gather: ${formatRatio(throughGather)}`] : []),
    `  - samples per run: ${profile.rounds} rounds, each the mean of a batch of ${profile.batchInline} inline and of ${profile.batchSpawn} spawned operations`,
  ].join("\n");
}

function sides({ inline, spawn }: { inline: Quantiles; spawn: Quantiles }): string {
  return `inline p50 ${formatNs(inline.p50)}, p99 ${formatNs(inline.p99)}; spawn p50 ${formatNs(spawn.p50)}, p99 ${formatNs(spawn.p99)}`;
}

const minute = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;

/** How many runs there were and how they were combined; a measurement without a count of discarded ones is from an older protocol. */
function repeated(profiles: readonly BenchProfile[], what: "workers" | "processes"): string {
  return profiles.some(({ discarded }) => discarded === undefined)
    ? `three fresh ${what} for each ratio, which is the middle one`
    : `fresh ${what} for each ratio until the 95 % interval of their mean is within 5 %, three to nine; it is their geometric mean`;
}

/** What this tab measured: tokio itself where that was possible, and the model. */
function tabLines(bench: Bench): string {
  const of = (engine: "tokio" | "model") => bench.profiles.filter((profile) => engineOf(profile) === engine);
  const [tokio, model] = [of("tokio"), of("model")];
  const lines = (profiles: readonly BenchProfile[]) =>
    profiles.map((profile) => profileLines(profile)).join("\n");
  const [build] = tokio.flatMap((profile) => profile.build ?? []);
  return `Machine: ${machineOf(bench.environment)}
Engine: ${bench.environment.engine}
Clock: ${clock(bench.environment)}
Work per operation: ${bench.workRounds} rounds of FNV-1a
${
  tokio.length > 0
    ? `Tokio itself, current_thread, compiled to WebAssembly (tokio ${build?.tokio}, rustc ${build?.rustc}, ${build?.target}); debug and release are Cargo's dev and release profiles:
${lines(tokio)}
`
    : ""
}The course's model of tokio 1.53.1, not rustc; debug means that its tracing is on, release that it is compiled out:
${lines(model)}
Measured: ${minute(bench.startedAt)}, ${repeated(bench.profiles, "workers")}; in each, rounds of inline, spawn, inline again in rotated order. A worker's ratio is the median of its paired rounds.
`;
}

/** The runs of one machine and one compiler: first what they share, then each with its profile. */
function tokioLines(runs: readonly [TokioRun, ...TokioRun[]]): string {
  const [{ environment, profile, workRounds }] = runs;
  const step = profile.clockStepNs ? `, ${formatNs(profile.clockStepNs)} steps` : "";
  const last = new Date(Math.max(...runs.map(({ atMs }) => atMs))).toISOString();
  return `Tokio as machine code, by the same protocol with cargo bench
Machine: ${machineOf(environment)}
Versions: ${versions(environment)}
Clock: std::time::Instant${step}
Work per operation: ${workRounds} rounds of FNV-1a
Debug and release are Cargo's dev and bench profiles:
${runs.map(({ flavor, profile: measured }) => profileLines(measured, `${measured.profile}, ${flavor}`)).join("\n")}
Measured: ${minute(last)}, ${repeated(
    runs.map((run) => run.profile),
    "processes",
  )}.
`;
}

/** `tokio 1.53.1, rustc 1.95.0, debug` -> `tokio 1.53.1, rustc 1.95.0` */
export const versions = ({ engine }: Environment): string => engine.replace(/, (debug|release)$/, "");

function byMachine(runs: readonly TokioRun[]): [TokioRun, ...TokioRun[]][] {
  const groups = new Map<string, [TokioRun, ...TokioRun[]]>();
  for (const run of runs) {
    const key = `${machineOf(run.environment)} ${versions(run.environment)}`;
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()];
}

/**
 * @param runs of real tokio, brought back
 * @param expected the learner's guess on the chart before the first measurement, in words
 * @returns "" when nothing was measured
 */
export function methodologyDraft(
  bench: Bench | undefined,
  runs: readonly TokioRun[] = [],
  expected = "",
): string {
  const measured = [...(bench ? [tabLines(bench)] : []), ...byMachine(runs).map(tokioLines)];
  if (measured.length === 0) return "";
  return `${measured.join("\n")}
What I expected:${expected && ` ${expected}`}
What I found, and why:
What I would measure next on real tokio, with criterion:
`;
}
