/** Measures more after BENCH's rounds: eight jobs at a time through gather, the ladder, the cost of the work. */
import { calibrate } from "./calibrate.ts";
import type { Batch, Engine } from "./engine.ts";
import { DETACHED_AT_ONCE } from "./ladder.ts";
import type { Lab } from "./lab.ts";
import type { GuardedGather } from "./learner-gather.ts";
import { median } from "./stats.ts";
import { gatherBatch, WIDTH } from "./through-gather.ts";
import type { WorkerMeasurement } from "./types.ts";

/** These numbers are shown, not graded, so this is enough for a median. */
const ROUNDS = 11;
const WARM_UP_BATCHES = 3;
const WARM_UP_OPS = 8_000;

/** @returns null when a batch lost work */
function alternate(
  lab: Lab,
  sides: readonly { batch: Batch; multiple: number }[],
  targetNs: number,
): number[][] | null {
  const ops = sides.map(({ batch, multiple }) => {
    for (let warm = 0; warm < WARM_UP_BATCHES; warm++) lab.run(batch, WARM_UP_OPS);
    return multiple * calibrate((times) => lab.run(batch, times * multiple).durationNs, targetNs);
  });
  const nsPerOp: number[][] = sides.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const side = (round + turn) % sides.length;
      const result = lab.run(sides[side]!.batch, ops[side]!);
      if (!lab.agrees(result, ops[side]!)) return null;
      nsPerOp[side]!.push(result.durationNs / ops[side]!);
    }
  }
  return nsPerOp;
}

export function measureThroughGather(
  lab: Lab,
  gather: GuardedGather,
  targetNs: number,
): WorkerMeasurement["throughGather"] {
  const learners = gather.raw;
  if (learners === null) return null;
  const side = (name: "inline" | "spawn") => ({
    batch: (input: Parameters<Batch>[0]) => gatherBatch(name, input, learners),
    multiple: WIDTH,
  });
  try {
    const measured = alternate(lab, [side("inline"), side("spawn")], targetNs);
    return measured && { width: WIDTH, inlineNs: measured[0]!, spawnNs: measured[1]! };
  } catch (error) {
    gather.giveUp(error);
    return null;
  }
}

export function measureLadder(
  lab: Lab,
  { ladder: { turn, detached, boxed } }: Engine,
  targetNs: number,
): WorkerMeasurement["ladder"] {
  const steps = [
    { batch: turn, multiple: 1 },
    { batch: detached, multiple: DETACHED_AT_ONCE },
    ...(boxed ? [{ batch: boxed, multiple: 1 }] : []),
  ];
  const [turnNs = [], detachedNs = [], boxedNs = []] = alternate(lab, steps, targetNs) ?? [];
  return { turnNs, detachedNs, boxedNs };
}

/** ns of one FNV-1a round without a runtime: the slope of the work W in (W + S) / W. */
export function measureWorkRound({ bare }: Engine, targetNs: number): number {
  const ROUNDS_IN_A_CALL = 512;
  const run = (calls: number) => bare(calls, ROUNDS_IN_A_CALL);
  const calls = calibrate(run, targetNs);
  return median([run(calls), run(calls), run(calls)]) / (calls * ROUNDS_IN_A_CALL);
}
