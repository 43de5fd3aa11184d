/** One fresh worker's measurement from first clock reading to last sample; synchronous, so that nothing comes between. */
import { Builder, TraceRing, type Runtime } from "../../src/runtime/index.ts";
import { batchTargetNs, calibrate } from "./calibrate.ts";
import { probeClock, type ClockMs } from "./clock.ts";
import { Lab } from "./lab.ts";
import { GuardedGather, reasonOf } from "./learner-gather.ts";
import { GuardedHistograms } from "./learner-histogram.ts";
import { collectRounds, type Rounds } from "./rounds.ts";
import { median } from "./stats.ts";
import { WIDTH } from "./through-gather.ts";
import {
  SIDES,
  type WorkerEvent,
  type WorkerMeasurement,
  type WorkerOptions,
  type WorkerPhase,
} from "./types.ts";
import { minRounds } from "./verdict.ts";
import { warmUp } from "./warm-up.ts";
import { work } from "./work.ts";

type Emit = (event: WorkerEvent) => void;

/** Often enough for a live chart, rarely enough that posting messages is no part of what is measured. */
const EMIT_EVERY_MS = 80;
/** Rounds of the gather comparison: it is shown, not graded, and gets what is left of the learner's patience. */
const GATHER_ROUNDS = 15;
/** Events are written and never read here: small enough to stay in the cache. */
const TRACE_CAPACITY = 1 << 12;

/**
 * @param load evaluates the learner's module; it may throw
 * @param clock in ms, as fine as there is: what `performance.now` was before learner code could touch it
 */
export function measure(
  load: () => Record<string, unknown>,
  options: WorkerOptions,
  clock: ClockMs,
  emit: Emit,
): WorkerMeasurement {
  const progress = progressReporter(options, clock, emit);
  progress("clock");
  const probe = probeClock(clock);
  const targetNs = batchTargetNs(probe.stepNs);

  progress("trial");
  const learner = loadLearner(load, options.useLearner);
  const gather = new GuardedGather(learner.exports["gather"], learner.fault);
  const histograms = new GuardedHistograms(learner.exports["Histogram"], learner.fault);
  const trace = __TRACE__ ? new TraceRing({ capacity: TRACE_CAPACITY, clock }) : null;
  const lab = new Lab(options.workRounds, clock, gather, () => newRuntime(trace));
  // A gather that cannot do its part is found out here, before anything is timed.
  lab.runRound(SIDES, { inline: 3, spawn: 3, control: 3 });
  const eventsPerOp = trace === null ? null : countEvents(lab, trace);

  progress("warm-up");
  const goal = { minMs: options.warmUpMs, minOpsPerSide: options.warmUpOps, maxMs: options.warmUpMs * 10 };
  const warm = warmUp(
    (side, ops) => void lab.runBatch(side, ops),
    SIDES,
    clock,
    goal,
    () => progress("warm-up"),
  );

  progress("calibration");
  const opsFor = (side: (typeof SIDES)[number]) =>
    calibrate((ops) => lab.runBatch(side, ops).durationNs, targetNs);
  const batchOps = { inline: opsFor("inline"), spawn: opsFor("spawn"), control: opsFor("control") };

  const rounds = minRounds(probe.stepNs);
  const roundMs = (SIDES.length * targetNs) / 1e6;
  const measureMs = Math.max(options.measureMs, rounds * roundMs * 1.2);
  const sampler = sampleEmitter(clock, emit, () => progress("rounds"));
  const collected = collectRounds(
    (order) => lab.runRound(order, batchOps),
    batchOps,
    clock,
    { measureMs, minRounds: rounds, maxMs: measureMs * 3 },
    options.seed,
    (soFar) => {
      histograms.record("inline", soFar.inlineNs.at(-1)!);
      histograms.record("spawn", soFar.spawnNs.at(-1)!);
      sampler.offer(soFar);
    },
  );
  sampler.flush(collected);

  progress("gather");
  const throughGather = measureThroughGather(lab, gather, targetNs);
  for (const ns of options.earlier.inline) histograms.record("inline", ns);
  for (const ns of options.earlier.spawn) histograms.record("spawn", ns);
  return {
    ...collected,
    clock: probe,
    warmUp: warm,
    batchOps,
    batchTargetNs: targetNs,
    minRounds: rounds,
    workRoundNs: measureWorkRound(clock, targetNs),
    eventsPerOp,
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
  if (!useLearner) return { exports: {}, fault: "it never gave back control in an earlier worker." };
  try {
    return { exports: load() };
  } catch (error) {
    return { exports: {}, fault: `the file could not be loaded; ${reasonOf(error)}` };
  }
}

/** Exact, from the trace's own count: what two batch sizes differ by is the operations', and start and end cancel. */
function countEvents(lab: Lab, trace: TraceRing): { inline: number; spawn: number } {
  const eventsOf = (side: "inline" | "spawn", ops: number) => {
    const before = trace.recorded;
    lab.runBatch(side, ops);
    return trace.recorded - before;
  };
  // event_interval brings in the driver every 61 tasks; multiples of it count that share fairly.
  const perOp = (side: "inline" | "spawn") => (eventsOf(side, 61 * 20) - eventsOf(side, 61 * 10)) / (61 * 10);
  return { inline: perOp("inline"), spawn: perOp("spawn") };
}

function measureThroughGather(
  lab: Lab,
  gather: GuardedGather,
  targetNs: number,
): WorkerMeasurement["throughGather"] {
  const inlineNs: number[] = [];
  const spawnNs: number[] = [];
  try {
    const run = (side: "inline" | "spawn", gathers: number) => lab.runGatherBatch(side, gathers * WIDTH);
    for (let warm = 0; warm < 3; warm++) {
      run("inline", 1000);
      run("spawn", 1000);
    }
    const gathersFor = (side: "inline" | "spawn") =>
      calibrate((gathers) => run(side, gathers).durationNs, targetNs);
    const gathers = { inline: gathersFor("inline"), spawn: gathersFor("spawn") };
    for (let round = 0; round < GATHER_ROUNDS; round++) {
      for (const side of round % 2 === 0 ? (["inline", "spawn"] as const) : (["spawn", "inline"] as const)) {
        const result = run(side, gathers[side]);
        if (!lab.agrees(result, gathers[side] * WIDTH)) return null;
        (side === "inline" ? inlineNs : spawnNs).push(result.durationNs / (gathers[side] * WIDTH));
      }
    }
  } catch (error) {
    gather.giveUp(error);
    return null;
  }
  return gather.raw === null ? null : { width: WIDTH, inlineNs, spawnNs };
}

/** Where the results of bare work go: a loop whose result nobody could ever see might be left out. */
let sink = 0;

function measureWorkRound(clock: ClockMs, targetNs: number): number {
  const ROUNDS = 512;
  const run = (calls: number) => {
    const startMs = clock();
    for (let index = 0; index < calls; index++) sink ^= work(index, ROUNDS);
    return (clock() - startMs) * 1e6;
  };
  const calls = calibrate(run, targetNs);
  return median([run(calls), run(calls), run(calls)]) / (calls * ROUNDS);
}

/** A worker's share of time is known beforehand well enough for a bar that only moves forward. */
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
