/** Runs all sides alternately until the engine's compiler has settled: by time and by count, whichever is later. */
import type { ClockMs } from "./clock.ts";
import type { Side } from "./types.ts";

const SMALLEST_BATCH = 256;
const LARGEST_BATCH = 16_384;

export interface WarmUpGoal {
  minMs: number;
  minOpsPerSide: number;
  /** If the count would take longer than this, the slow machine is measured without reaching it. */
  maxMs: number;
}

export interface WarmUpDone {
  durationMs: number;
  opsPerSide: number;
}

/**
 * Alternating matters: between 6,000 and 16,000 operations the ratio is on a false plateau, because spawn is
 * compiled before inline. Batches double so that the loops are also warm at the length that is timed.
 */
export function warmUp(
  runBatch: (side: Side, ops: number) => void,
  sides: readonly Side[],
  clock: ClockMs,
  goal: WarmUpGoal,
  onSweep: (done: WarmUpDone) => void = () => {},
): WarmUpDone {
  const start = clock();
  let opsPerSide = 0;
  let batch = SMALLEST_BATCH;
  for (;;) {
    for (const side of sides) runBatch(side, batch);
    opsPerSide += batch;
    batch = Math.min(batch * 2, LARGEST_BATCH);
    const durationMs = clock() - start;
    onSweep({ durationMs, opsPerSide });
    const enough = durationMs >= goal.minMs && opsPerSide >= goal.minOpsPerSide;
    if (enough || durationMs >= goal.maxMs) return { durationMs, opsPerSide };
  }
}
