/** What the learner expects before anything is measured, and how it compares with what came. */
import { formatNs, formatRatio } from "./scale.ts";

export interface Prediction {
  /** spawn / inline, debug profile */
  ratio: number;
  /** p99 of spawn, debug profile */
  spawnP99Ns: number;
}

export const FIRST_GUESS: Prediction = { ratio: 2, spawnP99Ns: 200 };

/** How far apart, as a factor of at least 1. */
function factor(a: number, b: number): number {
  return Math.max(a / b, b / a);
}

/** One sentence per expectation, without praise or blame. */
export function compare(prediction: Prediction, measured: Prediction): string {
  const ratio = `You expected ${formatRatio(prediction.ratio)}; it is ${formatRatio(measured.ratio)}${apart(prediction.ratio, measured.ratio)}.`;
  const p99 = `For the p99 of spawn you expected ${formatNs(prediction.spawnP99Ns)}; it is ${formatNs(measured.spawnP99Ns)}${apart(prediction.spawnP99Ns, measured.spawnP99Ns)}.`;
  return `${ratio} ${p99}`;
}

function apart(expected: number, measured: number): string {
  const by = factor(expected, measured);
  return by < 1.25 ? ", close to it" : `, off by a factor of ${by.toPrecision(2)}`;
}

/** Sliders move in equal factors: position 0 to 100 over the range. */
export function positionOf(value: number, [low, high]: readonly [number, number]): number {
  return (100 * Math.log(value / low)) / Math.log(high / low);
}

/** To two digits: nobody expects more. */
export function valueAt(position: number, [low, high]: readonly [number, number]): number {
  return Number((low * (high / low) ** (position / 100)).toPrecision(2));
}

export const RATIO_RANGE = [1, 100] as const;
export const P99_RANGE = [10, 100_000] as const;
