/** The worker's clock and its resolution. */

/** performance.now() in ms, taken before it is replaced for learner code. */
export type Clock = () => number;

/** Takes the clock and leaves learner code a `performance` that can do nothing else. */
export function takeClock(): Clock {
  const clock = performance.now.bind(performance);
  const tame = Object.freeze({ now: () => clock() });
  Object.defineProperty(globalThis, "performance", { value: tame, writable: true, configurable: true });
  return clock;
}

/** The smallest step seen, in ns. A few steps are enough on a fine clock, 5 ms on a coarse one. */
export function clockStepNs(clock: Clock): number | undefined {
  const start = clock();
  let last = start;
  let smallest = Infinity;
  for (let steps = 0; steps < 5 && last - start < 5;) {
    const now = clock();
    if (now === last) continue;
    smallest = Math.min(smallest, now - last);
    last = now;
    steps++;
  }
  return smallest < Infinity ? Math.round(smallest * 1e6) : undefined;
}
