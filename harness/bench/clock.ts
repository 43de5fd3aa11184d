/** Finds the clock's resolution by reading it. */

/** A clock in milliseconds, like `performance.now`. */
export type ClockMs = () => number;

/** Without this limit, a clock that never moves would be read forever. */
const MAX_READS = 2_000_000;
/** Otherwise one long pause at the start would look like the clock's step. */
const MIN_STEPS = 20;

/**
 * Reads the clock for at least `durationMs` and a few steps, and keeps the smallest step. That is what the browser
 * rounds to (5 µs, 100 µs, 1 ms), or the time of a reading if that is longer: no batch can be timed more
 * precisely.
 * @returns ns
 */
export function probeClock(clock: ClockMs, durationMs = 8): number {
  const start = clock();
  let last = start;
  let steps = 0;
  let smallestMs = Infinity;
  for (let reads = 0; reads < MAX_READS && (last - start < durationMs || steps < MIN_STEPS); reads++) {
    const now = clock();
    // Two readings of the same tick carry no information, and a clock set back is not a step.
    if (now > last) {
      smallestMs = Math.min(smallestMs, now - last);
      steps++;
    }
    last = now;
  }
  return roundToNs(smallestMs);
}

/** Milliseconds in a double have noise below the nanosecond: 0.005 becomes 0.00499999. */
function roundToNs(ms: number): number {
  return Math.round(ms * 1e6);
}
