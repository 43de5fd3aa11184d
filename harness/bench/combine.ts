/** Turns the workers' measurements into the report's profile: their mean ratio, its interval, and the spread. */
import type { BenchProfile, Quantiles } from "../report.ts";
import { agreementOf, MIN_WORKERS } from "./agreement.ts";
import { median, quantiles } from "./stats.ts";
import type { WorkerMeasurement } from "./types.ts";
import { judgeWorker, type WorkerVerdict } from "./verdict.ts";

/** What is measured: a build of tokio, or the model. */
export type Subject = Pick<BenchProfile, "profile" | "engine" | "build">;

export interface Judged {
  measurement: WorkerMeasurement;
  verdict: WorkerVerdict;
}

export function judge(measurement: WorkerMeasurement, seed: number): Judged {
  return { measurement, verdict: judgeWorker(measurement, seed) };
}

/** The middle worker by ratio; of two, the lower. */
function medianWorker(workers: readonly Judged[]): Judged {
  const byRatio = workers.toSorted((a, b) => a.verdict.ratio - b.verdict.ratio);
  return byRatio[(byRatio.length - 1) >> 1]!;
}

export interface Circumstances {
  /** Why this is not recorded; empty when it is. */
  refusal: string;
  /** How many workers were too noisy and are left out. */
  discarded: number;
  notes: readonly string[];
}

/** @param workers at least one; with fewer than MIN_WORKERS, which is refused anyway, the middle one stands for all */
export function combine(
  subject: Subject,
  workers: readonly Judged[],
  { refusal, discarded, notes }: Circumstances,
): BenchProfile {
  const middle = medianWorker(workers);
  const verdicts = workers.map((worker) => worker.verdict);
  const inlineNs = workers.flatMap((worker) => worker.measurement.inlineNs);
  const spawnNs = workers.flatMap((worker) => worker.measurement.spawnNs);
  const gatherRatios = workers.flatMap(({ measurement: { throughGather } }) =>
    throughGather === null ? [] : [median(throughGather.spawnNs) / median(throughGather.inlineNs)],
  );
  const last = workers.at(-1)!.measurement;
  const workerRatios = verdicts.map((verdict) => verdict.ratio);
  const { ratio, interval } = workers.length < MIN_WORKERS ? middle.verdict : agreementOf(workerRatios);
  return {
    ...subject,
    recorded: refusal === "",
    reason: refusal,
    ratio,
    workerRatios,
    interval,
    discarded,
    control: verdicts.map((verdict) => verdict.control).reduce(fartherFromOne),
    rounds: verdicts.reduce((sum, verdict) => sum + verdict.rounds, 0),
    batchInline: middle.measurement.batchOps.inline,
    batchSpawn: middle.measurement.batchOps.spawn,
    inline: quantiles(inlineNs),
    spawn: quantiles(spawnNs),
    learner: learnerQuantiles(last, inlineNs.length, spawnNs.length),
    throughGather: gatherRatios.length === 0 ? null : median(gatherRatios),
    controls: verdicts.map((verdict) => verdict.control),
    clockStepNs: Math.max(...workers.map((worker) => worker.measurement.clockStepNs)),
    workRoundNs: median(workers.map((worker) => worker.measurement.workRoundNs)),
    eventsPerOp: last.eventsPerOp,
    ladder: {
      inlineNs: median(inlineNs),
      turnNs: median(workers.flatMap((worker) => worker.measurement.ladder.turnNs)),
      detachedNs: median(workers.flatMap((worker) => worker.measurement.ladder.detachedNs)),
      spawnNs: median(spawnNs),
      ...boxed(workers),
    },
    ...curveOf(workers),
    notes: [...new Set([...notes, ...workers.flatMap(({ measurement }) => learnerNotes(measurement))])],
  };
}

function boxed(workers: readonly Judged[]): { boxedNs?: number } {
  const boxedNs = workers.flatMap((worker) => worker.measurement.ladder.boxedNs);
  return boxedNs.length === 0 ? {} : { boxedNs: median(boxedNs) };
}

/** From the first worker that counts: only that one is asked for it. */
function curveOf(workers: readonly Judged[]): Pick<BenchProfile, "curve"> {
  const curve = workers.find(({ measurement }) => measurement.curve.length > 0)?.measurement.curve;
  return curve === undefined ? {} : { curve };
}

/** Show the worst control. */
function fartherFromOne(a: number, b: number): number {
  return Math.abs(Math.log(b)) > Math.abs(Math.log(a)) ? b : a;
}

/** The last worker's Histogram received the samples of all workers; with any other count it describes other samples. */
function learnerQuantiles(
  { histogram }: WorkerMeasurement,
  inlineCount: number,
  spawnCount: number,
): { inline: Quantiles; spawn: Quantiles } | null {
  if (histogram.kind === "not-used") return null;
  if (histogram.inlineCount !== inlineCount || histogram.spawnCount !== spawnCount) return null;
  return { inline: histogram.inline, spawn: histogram.spawn };
}

function learnerNotes({ gather, histogram }: WorkerMeasurement): string[] {
  const notes: string[] = [];
  if (gather.kind === "not-used") notes.push(`Your gather did not take part: ${gather.reason}`);
  if (histogram.kind === "not-used") notes.push(`Your Histogram did not take part: ${histogram.reason}`);
  return notes;
}
