/** Finds how many operations a timed batch needs to hide the clock's step. */

/** In a shorter batch, single interruptions dominate, whatever the clock. */
const MIN_BATCH_NS = 500_000;
/** 100 steps put the rounding error of one batch at 0.6 % (standard deviation); the median over rounds is far below. */
const STEPS_PER_BATCH = 100;
/**
 * With a clock of 1 ms, a batch would take 100 ms and a round 300 ms; 30 steps are used instead, with an error of 2 %
 * a batch.
 */
const MAX_BATCH_NS = 30_000_000;

const MAX_OPS = 1 << 26;

export function batchTargetNs(clockStepNs: number): number {
  return Math.min(Math.max(MIN_BATCH_NS, STEPS_PER_BATCH * clockStepNs), MAX_BATCH_NS);
}

/**
 * Doubles the batch until it lasts half the target, then scales it to the target.
 * It tries each size three times and counts the fastest: with a single try, one interruption by the operating
 * system would make a batch of eight operations look long enough.
 * @param runBatch runs this many operations and returns how long they took, in ns
 */
export function calibrate(runBatch: (ops: number) => number, targetNs: number): number {
  for (let ops = 16; ; ops *= 2) {
    const durationNs = Math.min(runBatch(ops), runBatch(ops), runBatch(ops));
    if (durationNs >= targetNs / 2) return Math.min(MAX_OPS, Math.ceil((ops * targetNs) / durationNs));
    if (ops >= MAX_OPS) return MAX_OPS;
  }
}
