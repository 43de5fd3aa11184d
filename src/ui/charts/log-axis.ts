/** Logarithmic axes for Recharts: its own log scale does not support bars, so charts plot exponents of ten and label the ticks. */

/** Exponents of ten at both ends of an axis. */
export type Decades = readonly [number, number];

/** Exponents to label: 1, 2 and 5 in each decade if they fit, else 1 and 3, else decades, else every few decades. */
export function logTicks([low, high]: Decades, lengthPx: number): number[] {
  const perDecadePx = lengthPx / (high - low);
  if (perDecadePx < 44) {
    const every = Math.ceil(44 / perDecadePx);
    return decadesIn([low, high]).filter((_, index) => index % every === 0);
  }
  const steps = perDecadePx >= 170 ? [1, 2, 5] : perDecadePx >= 96 ? [1, 3] : [1];
  const ticks: number[] = [];
  for (let decade = Math.floor(low); decade <= high; decade++) {
    for (const step of steps) {
      const exponent = decade + Math.log10(step);
      if (exponent >= low - 1e-9 && exponent <= high + 1e-9) ticks.push(exponent);
    }
  }
  return ticks;
}

/** Whole exponents from one end to the other. */
export function decadesIn([low, high]: Decades): number[] {
  const first = Math.ceil(low - 1e-9);
  return Array.from(
    { length: Math.max(0, Math.floor(high + 1e-9) - first + 1) },
    (_, index) => first + index,
  );
}
