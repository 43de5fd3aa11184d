/** Decides whether one worker's numbers may be recorded, and if not, tells the learner why. */
import { bootstrapInterval } from "./bootstrap.ts";
import { median, pairedRatios } from "./stats.ts";
import type { WorkerMeasurement } from "./types.ts";

/** Of 104 runs with this bound 5 were refused, among them the 3 that were 17 to 46 % off; ±5 % would refuse 11. */
export const CONTROL_BAND: readonly [number, number] = [0.9, 1.1];
export const MAX_INTERVAL_WIDTH = 0.25;

/** A clock this fine gives a round every few milliseconds; coarser ones need longer batches, so fewer rounds fit. */
const FINE_CLOCK_STEP_NS = 50_000;
export function minRounds(clockStepNs: number): number {
  return clockStepNs <= FINE_CLOCK_STEP_NS ? 30 : 12;
}

export interface WorkerVerdict {
  /** Median over rounds of spawn / inline. */
  ratio: number;
  /** Bootstrap 95 % interval of that median. */
  interval: [number, number];
  /** Median over rounds of second copy / inline: 1 if the method were perfect. */
  control: number;
  rounds: number;
  /** Empty when the worker's numbers count. Each reason completes "not recorded, because …". */
  problems: string[];
}

export function judgeWorker(measured: WorkerMeasurement, seed: number): WorkerVerdict {
  const ratios = pairedRatios(measured.spawnNs, measured.inlineNs);
  const ratio = median(ratios);
  const interval = bootstrapInterval(ratios, seed);
  const control = median(pairedRatios(measured.controlNs, measured.inlineNs));
  const rounds = ratios.length;
  return {
    ratio,
    interval,
    control,
    rounds,
    problems: [...problemsOf(measured, { ratio, interval, control })],
  };
}

function* problemsOf(
  measured: WorkerMeasurement,
  { ratio, interval, control }: Pick<WorkerVerdict, "ratio" | "interval" | "control">,
): Iterable<string> {
  if (!measured.checksumsAgree) {
    yield "a batch computed something else than the work itself does, so work was lost or added on the way";
    return;
  }
  const batches = [measured.inlineNs, measured.spawnNs, measured.controlNs];
  if (batches.some((side) => side.some((ns) => !(ns > 0)))) {
    yield "a batch lasted no time at all by this clock";
    return;
  }
  const rounds = measured.inlineNs.length;
  if (rounds < measured.minRounds) {
    yield `only ${rounds} rounds fitted into the time, and this clock asks for ${measured.minRounds}`;
  }
  if (rounds === 0) return;
  if (!(control >= CONTROL_BAND[0] && control <= CONTROL_BAND[1])) {
    yield `inline against a second copy of itself read ${control.toFixed(3)}, and only ${CONTROL_BAND[0].toFixed(2)} to ${CONTROL_BAND[1].toFixed(2)} passes for equal`;
  }
  const width = (interval[1] - interval[0]) / ratio;
  if (!(width <= MAX_INTERVAL_WIDTH)) {
    yield `the rounds of one worker leave an interval ${(width * 100).toFixed(1)} % wide, and ${MAX_INTERVAL_WIDTH * 100} % is the most that is recorded`;
  }
}
