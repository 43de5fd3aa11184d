/** How fine the clock is, found by reading it. */

/** A clock in milliseconds, as `performance.now` is. */
export type ClockMs = () => number;

/** A clock that never moves would be read forever without it. */
const MAX_READS = 2_000_000;
/** One long pause at the start would otherwise pass for the clock's step. */
const MIN_STEPS = 20;

/**
 * Reads the clock for `durationMs`, and until it has stepped a few times, and keeps the smallest step. That is what the
 * browser rounds to (5 µs, 100 µs, 1 ms), or what a reading takes where that is longer: no batch is timed any better.
 * @returns ns
 */
export function probeClock(clock: ClockMs, durationMs = 8): number {
  const start = clock();
  let last = start;
  let steps = 0;
  let smallestMs = Infinity;
  for (let reads = 0; reads < MAX_READS && (last - start < durationMs || steps < MIN_STEPS); reads++) {
    const now = clock();
    // Two readings of the same tick say nothing, and a clock set back is not a step.
    if (now > last) {
      smallestMs = Math.min(smallestMs, now - last);
      steps++;
    }
    last = now;
  }
  return roundToNs(smallestMs);
}

/** Milliseconds as a double carry noise below the nanosecond: 0.005 comes back as 0.00499999. */
function roundToNs(ms: number): number {
  return Math.round(ms * 1e6);
}
