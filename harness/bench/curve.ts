/** Measures the work curve (W + S) / W: the ratio at each amount of work, from a few pairs of batches. */
import type { Engine } from "./engine.ts";
import type { Lab } from "./lab.ts";
import { median } from "./stats.ts";
import type { WorkerMeasurement } from "./types.ts";

/** Amounts of work, in rounds: none, and powers of two. */
export const WORK_STOPS = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] as const;

/** Points of the curve are shown, not graded, so they need fewer and shorter batches. */
const MIN_BATCH_NS = 300_000;
const STEPS_PER_BATCH = 30;
const FINE_CLOCK_STEP_NS = 50_000;
const SMALLEST_BATCH = 16;

/** The results of the rounds before it, used to predict the length of a batch. */
export interface Known {
  workRounds: number;
  inlineNs: number;
  spawnNs: number;
  workRoundNs: number;
  clockStepNs: number;
}

/** @param onStop called before each point, outside every timed region */
export function measureCurve(
  lab: Lab,
  { sides }: Engine,
  stops: readonly number[],
  known: Known,
  onStop: () => void,
): WorkerMeasurement["curve"] {
  const targetNs = Math.max(MIN_BATCH_NS, STEPS_PER_BATCH * known.clockStepNs);
  const pairs = known.clockStepNs <= FINE_CLOCK_STEP_NS ? 9 : 3;
  const curve: WorkerMeasurement["curve"] = [];
  for (const rounds of stops) {
    onStop();
    const opsOf = (ns: number) => {
      const foreseenNs = Math.max(ns / 10, ns + (rounds - known.workRounds) * known.workRoundNs);
      return Math.max(SMALLEST_BATCH, Math.round(targetNs / foreseenNs));
    };
    const [inlineOps, spawnOps] = [opsOf(known.inlineNs), opsOf(known.spawnNs)];
    const ratios: number[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const inline = lab.run(sides.inline, inlineOps, rounds);
      const spawn = lab.run(sides.spawn, spawnOps, rounds);
      const right = lab.agrees(inline, inlineOps, rounds) && lab.agrees(spawn, spawnOps, rounds);
      if (right && inline.durationNs > 0)
        ratios.push(spawn.durationNs / spawnOps / (inline.durationNs / inlineOps));
    }
    if (ratios.length > 0) curve.push({ rounds, ratio: median(ratios) });
  }
  return curve;
}
