/** How fine the clock is and what it costs to read, found by reading it. */

/** A clock in milliseconds, as `performance.now` is. */
export type ClockMs = () => number;

export interface ClockProbe {
  stepNs: number;
  callNs: number;
}

/** A clock that never moves would be read for ever without it. */
const MAX_READS = 2_000_000;

/**
 * Reads the clock for `durationMs` and keeps the smallest step it took. A step is what the browser rounds to
 * (5 µs, 100 µs, 1 ms) unless reading the clock takes longer than that; either way no batch is timed better.
 */
export function probeClock(clock: ClockMs, durationMs = 8): ClockProbe {
  const start = clock();
  let last = start;
  let reads = 0;
  let smallestMs = Infinity;
  while (last - start < durationMs && reads < MAX_READS) {
    const now = clock();
    reads++;
    // Two readings of the same tick say nothing, and a clock set back is not a step.
    if (now > last) smallestMs = Math.min(smallestMs, now - last);
    if (now !== last) last = now;
  }
  return {
    stepNs: roundToNs(smallestMs),
    callNs: reads === 0 ? NaN : ((last - start) * 1e6) / reads,
  };
}

/** Milliseconds as a double carry noise below the nanosecond: 0.005 comes back as 0.00499999. */
function roundToNs(ms: number): number {
  return Math.round(ms * 1e6);
}
