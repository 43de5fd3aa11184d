/** The messages of the BENCH protocol: what one fresh worker measured, and its progress. */
import * as v from "valibot";
import { Quote, Words } from "../report.ts";

/** The three batches of a round: inline, spawn, and inline again from a second copy of the code. */
export const SIDES = ["inline", "spawn", "control"] as const;
export type Side = (typeof SIDES)[number];

const Ns = v.number();
/** A limit many times the rounds of a measurement. */
const Series = v.pipe(v.array(Ns), v.maxLength(200_000));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const NsQuantiles = v.object({ p50: Ns, p90: Ns, p99: Ns });

/** Whether the learner's own code took part, or why it did not. */
export const LearnerGather = v.variant("kind", [
  v.object({ kind: v.literal("used") }),
  v.object({ kind: v.literal("not-used"), reason: Quote }),
]);
export type LearnerGather = v.InferOutput<typeof LearnerGather>;

export const LearnerHistogram = v.variant("kind", [
  v.object({
    kind: v.literal("used"),
    /** How many samples each of the two histograms contains: those of this worker and those replayed into it. */
    inlineCount: Count,
    spawnCount: Count,
    inline: NsQuantiles,
    spawn: NsQuantiles,
  }),
  v.object({ kind: v.literal("not-used"), reason: Quote }),
]);
export type LearnerHistogram = v.InferOutput<typeof LearnerHistogram>;

export const WorkerMeasurement = v.object({
  /** The smallest observed step of the clock. */
  clockStepNs: Ns,
  warmUp: v.object({ durationMs: v.number(), opsPerSide: Count }),
  /** Operations in one timed batch of each side. */
  batchOps: v.object({ inline: Count, spawn: Count, control: Count }),
  /** The calibrated duration of each batch. */
  batchTargetNs: Ns,
  /** How many rounds this clock needs. */
  minRounds: Count,
  /** ns per operation, one entry per round; the same index is the same round. */
  inlineNs: Series,
  spawnNs: Series,
  controlNs: Series,
  /** Did every batch compute, bit for bit, what the work computes without any Future? */
  checksumsAgree: v.boolean(),
  /** The longest time that a round spent outside its three timed batches. */
  longestPauseMs: v.number(),
  /** One FNV-1a round, measured without a runtime: the slope of the work in (W + S) / W. */
  workRoundNs: Ns,
  /** Trace events per operation, counted; null where tracing is compiled out. */
  eventsPerOp: v.nullable(
    v.object({ inline: v.number(), spawn: v.number(), kinds: v.record(Words, v.number()) }),
  ),
  /** ns per operation of the steps between inline and spawn: one turn of the executor, and a task nobody waits for. */
  ladder: v.object({
    turnNs: Series,
    detachedNs: Series,
    /** A lone allocation; empty if the engine has none to measure. */
    boxedNs: Series,
  }),
  /** The ratio at other amounts of work; empty if none was requested. */
  curve: v.pipe(v.array(v.object({ rounds: Count, ratio: v.number() })), v.maxLength(100)),
  /** The same jobs, several at a time through the learner's gather; null where that could not be measured. */
  throughGather: v.nullable(v.object({ width: Count, inlineNs: Series, spawnNs: Series })),
  gather: LearnerGather,
  histogram: LearnerHistogram,
});
export type WorkerMeasurement = v.InferOutput<typeof WorkerMeasurement>;

/** A worker's progress events; `samples` are ns per operation of the batches since the last such event. */
export const WorkerEvent = v.variant("kind", [
  v.object({
    kind: v.literal("samples"),
    inline: Series,
    spawn: Series,
    control: Series,
  }),
  v.object({
    kind: v.literal("progress"),
    phase: v.picklist(["clock", "trial", "warm-up", "calibration", "rounds", "extras"]),
    /** The share of this worker's time that has passed, 0 to 1. */
    done: v.number(),
  }),
]);
export type WorkerEvent = v.InferOutput<typeof WorkerEvent>;
export type WorkerPhase = Extract<WorkerEvent, { kind: "progress" }>["phase"];

/** The page's request to one worker; it crosses a message boundary, so it is data only. */
export const WorkerOptions = v.object({
  /** FNV-1a rounds of work in one operation. */
  workRounds: v.pipe(Count, v.maxValue(100_000)),
  /** Orders the batches within a round. */
  seed: v.number(),
  warmUpMs: v.number(),
  warmUpOps: Count,
  measureMs: v.number(),
  /** false after a worker in which the learner's code never returned: measure without it. */
  useLearner: v.boolean(),
  /** Further amounts of work at which to measure the curve. */
  curve: v.pipe(v.array(Count), v.maxLength(100)),
  /** Samples of earlier workers, replayed into the learner's Histogram so that the last one contains them all. */
  earlier: v.object({ inline: Series, spawn: Series }),
});
export type WorkerOptions = v.InferOutput<typeof WorkerOptions>;

/** Validated durations: ratios are stable from about 25,000 operations a side and 80 ms. */
export const DEFAULT_OPTIONS: WorkerOptions = {
  workRounds: 8,
  seed: 1,
  warmUpMs: 150,
  warmUpOps: 50_000,
  measureMs: 500,
  useLearner: true,
  curve: [],
  earlier: { inline: [], spawn: [] },
};
