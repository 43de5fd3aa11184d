/**
 * Runs one fresh worker's measurement from the first clock reading to the last sample; synchronous, so that nothing
 * interrupts it.
 */
import { Builder, TraceRing, type Runtime } from "../../src/runtime/index.ts";
import { batchTargetNs, calibrate } from "./calibrate.ts";
import { probeClock, type ClockMs } from "./clock.ts";
import { Lab } from "./lab.ts";
import { countEvents } from "./events.ts";
import { measureCurve } from "./curve.ts";
import { modelEngine } from "./engine.ts";
import { measureLadder, measureThroughGather, measureWorkRound } from "./extras.ts";
import { GuardedGather, reasonOf } from "./learner-gather.ts";
import { GuardedHistograms } from "./learner-histogram.ts";
import { tokioEngine } from "./on-tokio.ts";
import { collectRounds, goalOfRounds, type Rounds } from "./rounds.ts";
import { median } from "./stats.ts";
import {
  SIDES,
  type WorkerEvent,
  type WorkerMeasurement,
  type WorkerOptions,
  type WorkerPhase,
} from "./types.ts";
import { warmUp } from "./warm-up.ts";

type Emit = (event: WorkerEvent) => void;

/** Often enough for a live chart, rarely enough that posting messages does not affect the measurement. */
const EMIT_EVERY_MS = 80;
/** Events are written and never read here, so the ring is small enough to stay in the cache. */
const TRACE_CAPACITY = 1 << 12;

/**
 * @param load evaluates the learner's module; it may throw
 * @param clock in ms, as fine as available: the `performance.now` from before learner code could touch it
 * @param tokio exports of the module to measure, which uses this clock; without it the model is measured
 */
export function measure(
  load: () => Record<string, unknown>,
  options: WorkerOptions,
  clock: ClockMs,
  emit: Emit,
  tokio?: Readonly<Record<string, unknown>>,
): WorkerMeasurement {
  const engine = tokio === undefined ? modelEngine(clock) : tokioEngine(tokio);
  const progress = progressReporter(options, clock, emit);
  progress("clock");
  const clockStepNs = probeClock(clock);
  const targetNs = batchTargetNs(clockStepNs);

  progress("trial");
  const learner = loadLearner(load, options.useLearner);
  const gather = new GuardedGather(learner.exports["gather"], learner.fault);
  const histograms = new GuardedHistograms(learner.exports["Histogram"], learner.fault);
  // Real tokio is not traced; the model around it runs the tasks outside the timed loops.
  const trace = __TRACE__ && tokio === undefined ? new TraceRing({ capacity: TRACE_CAPACITY, clock }) : null;
  const lab = new Lab(options.workRounds, clock, gather, engine.sides, () => newRuntime(trace));
  // An unusable gather is detected here, before anything is timed.
  lab.runRound(SIDES, { inline: 3, spawn: 3, control: 3 });
  const eventsPerOp = trace === null ? null : countEvents(lab, trace);

  progress("warm-up");
  const warmUpGoal = {
    minMs: options.warmUpMs,
    minOpsPerSide: options.warmUpOps,
    maxMs: options.warmUpMs * 10,
  };
  const warm = warmUp(
    (side, ops) => void lab.runBatch(side, ops),
    SIDES,
    clock,
    warmUpGoal,
    () => progress("warm-up"),
  );

  progress("calibration");
  const opsFor = (side: (typeof SIDES)[number]) =>
    calibrate((ops) => lab.runBatch(side, ops).durationNs, targetNs);
  const batchOps = { inline: opsFor("inline"), spawn: opsFor("spawn"), control: opsFor("control") };

  const goal = goalOfRounds(options.measureMs, clockStepNs, targetNs);
  const sampler = sampleEmitter(clock, emit, () => progress("rounds"));
  const collected = collectRounds(
    (order) => lab.runRound(order, batchOps),
    batchOps,
    clock,
    goal,
    options.seed,
    (soFar) => {
      histograms.record("inline", soFar.inlineNs.at(-1)!);
      histograms.record("spawn", soFar.spawnNs.at(-1)!);
      sampler.offer(soFar);
    },
  );
  sampler.flush(collected);

  progress("extras");
  // Tokio's jobs cannot be passed one by one to a gather that runs in the page.
  const throughGather = tokio === undefined ? measureThroughGather(lab, gather, targetNs) : null;
  const ladder = measureLadder(lab, engine, targetNs);
  const workRoundNs = measureWorkRound(engine, targetNs);
  const known = {
    workRounds: options.workRounds,
    inlineNs: median(collected.inlineNs),
    spawnNs: median(collected.spawnNs),
    workRoundNs,
    clockStepNs,
  };
  const curve = measureCurve(lab, engine, options.curve, known, () => progress("extras"));
  for (const ns of options.earlier.inline) histograms.record("inline", ns);
  for (const ns of options.earlier.spawn) histograms.record("spawn", ns);
  return {
    ...collected,
    clockStepNs,
    warmUp: warm,
    batchOps,
    batchTargetNs: targetNs,
    minRounds: goal.minRounds,
    workRoundNs,
    curve,
    eventsPerOp,
    ladder,
    throughGather,
    gather: gather.state,
    histogram: histograms.report(),
  };
}

function newRuntime(trace: TraceRing | null): Runtime {
  const builder = Builder.newCurrentThread();
  return (trace === null ? builder : builder.trace(trace)).build();
}

function loadLearner(
  load: () => Record<string, unknown>,
  useLearner: boolean,
): { exports: Record<string, unknown>; fault?: string } {
  if (!useLearner) return { exports: {}, fault: "it never returned in an earlier worker." };
  try {
    return { exports: load() };
  } catch (error) {
    return { exports: {}, fault: `the file could not be loaded; ${reasonOf(error)}` };
  }
}

/** A worker's share of time is predictable enough for a bar that only moves forward. */
function progressReporter(options: WorkerOptions, clock: ClockMs, emit: Emit): (phase: WorkerPhase) => void {
  const startMs = clock();
  const expectedMs = options.warmUpMs + options.measureMs + 150;
  let lastPhase: WorkerPhase | null = null;
  let lastMs = -Infinity;
  return (phase) => {
    const now = clock();
    if (phase === lastPhase && now - lastMs < EMIT_EVERY_MS) return;
    lastPhase = phase;
    lastMs = now;
    emit({ kind: "progress", phase, done: Math.min(0.99, (now - startMs) / expectedMs) });
  };
}

function sampleEmitter(clock: ClockMs, emit: Emit, onEmit: () => void) {
  let sent = 0;
  let lastMs = clock();
  const flush = ({ inlineNs, spawnNs, controlNs }: Rounds) => {
    if (inlineNs.length === sent) return;
    emit({
      kind: "samples",
      inline: inlineNs.slice(sent),
      spawn: spawnNs.slice(sent),
      control: controlNs.slice(sent),
    });
    sent = inlineNs.length;
    lastMs = clock();
    onEmit();
  };
  const offer = (rounds: Rounds) => {
    if (clock() - lastMs >= EMIT_EVERY_MS) flush(rounds);
  };
  return { offer, flush };
}
