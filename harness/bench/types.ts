/** What one fresh worker measured, and what it says while it measures: the messages of the BENCH protocol. */
import * as v from "valibot";
import { Quote, Words } from "../report.ts";

/** The three batches of a round: inline, spawn, and inline again from a second copy of the code. */
export const SIDES = ["inline", "spawn", "control"] as const;
export type Side = (typeof SIDES)[number];

const Ns = v.number();
/** Many times the rounds of a measurement. */
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
    /** How many samples each of the two histograms holds: those of this worker and those replayed into it. */
    inlineCount: Count,
    spawnCount: Count,
    inline: NsQuantiles,
    spawn: NsQuantiles,
  }),
  v.object({ kind: v.literal("not-used"), reason: Quote }),
]);
export type LearnerHistogram = v.InferOutput<typeof LearnerHistogram>;

export const WorkerMeasurement = v.object({
  /** Smallest step that the clock was seen to take. */
  clockStepNs: Ns,
  warmUp: v.object({ durationMs: v.number(), opsPerSide: Count }),
  /** Operations in one timed batch of each side. */
  batchOps: v.object({ inline: Count, spawn: Count, control: Count }),
  /** What each batch was calibrated to last. */
  batchTargetNs: Ns,
  /** How many rounds this clock asks for. */
  minRounds: Count,
  /** ns per operation, one entry per round; the same index is the same round. */
  inlineNs: Series,
  spawnNs: Series,
  controlNs: Series,
  /** Did every batch compute, bit for bit, what the work computes without any Future? */
  checksumsAgree: v.boolean(),
  /** The longest time that a round took beyond its three timed batches. */
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
    /** An allocation alone; empty where the engine has none to measure. */
    boxedNs: Series,
  }),
  /** The ratio at other amounts of work; empty where none was asked for. */
  curve: v.pipe(v.array(v.object({ rounds: Count, ratio: v.number() })), v.maxLength(100)),
  /** The same jobs, several at a time through the learner's gather; null where that could not be measured. */
  throughGather: v.nullable(v.object({ width: Count, inlineNs: Series, spawnNs: Series })),
  gather: LearnerGather,
  histogram: LearnerHistogram,
});
export type WorkerMeasurement = v.InferOutput<typeof WorkerMeasurement>;

/** What a worker says while it is under way; `samples` are ns per operation of batches since the last such event. */
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
    /** Share of this worker's time that is behind it, 0 to 1. */
    done: v.number(),
  }),
]);
export type WorkerEvent = v.InferOutput<typeof WorkerEvent>;
export type WorkerPhase = Extract<WorkerEvent, { kind: "progress" }>["phase"];

/** What the page asks of one worker; it crosses a message boundary, so it is data only. */
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
  /** Amounts of work at which the curve is measured besides. */
  curve: v.pipe(v.array(Count), v.maxLength(100)),
  /** Samples of the workers before, replayed into the learner's Histogram so that the last one holds them all. */
  earlier: v.object({ inline: Series, spawn: Series }),
});
export type WorkerOptions = v.InferOutput<typeof WorkerOptions>;

/** The durations of facts that were validated: stable from about 25,000 operations a side and 80 ms. */
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
