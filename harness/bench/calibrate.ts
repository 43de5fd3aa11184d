/** How many operations one timed batch needs, so that the clock's step does not show in it. */

/** Below this a batch is at the mercy of single interruptions, whatever the clock. */
const MIN_BATCH_NS = 500_000;
/** 100 steps put the rounding error of one batch at 0.6 % (standard deviation); the median over rounds is far below. */
const STEPS_PER_BATCH = 100;
/** A clock of 1 ms would ask for 100 ms a batch and 300 ms a round: 30 steps are taken instead, at 2 % a batch. */
const MAX_BATCH_NS = 30_000_000;

const MAX_OPS = 1 << 26;

export function batchTargetNs(clockStepNs: number): number {
  return Math.min(Math.max(MIN_BATCH_NS, STEPS_PER_BATCH * clockStepNs), MAX_BATCH_NS);
}

/**
 * Doubles the batch until it lasts half the target, then scales it to the target.
 * Each size is tried three times and the fastest counts: after one interruption by the operating system a single
 * try would take a batch of eight operations for long enough.
 * @param runBatch runs so many operations and says how long they took, in ns
 */
export function calibrate(runBatch: (ops: number) => number, targetNs: number): number {
  for (let ops = 16; ; ops *= 2) {
    const durationNs = Math.min(runBatch(ops), runBatch(ops), runBatch(ops));
    if (durationNs >= targetNs / 2) return Math.min(MAX_OPS, Math.ceil((ops * targetNs) / durationNs));
    if (ops >= MAX_OPS) return MAX_OPS;
  }
}
