/** Combines several fresh workers: the mean of their ratios, its interval, and how many more are needed. */

/** The JIT decides once per worker how to compile the code, and running longer does not average that away. Hence at least three. */
export const MIN_WORKERS = 3;
/** A machine on which nine workers do not agree is busy with something else. */
export const MAX_WORKERS = 9;
/** An interval wider than ±5 % is worth one more worker. */
const GOAL_HALF_WIDTH = 0.05;

/** Student's t, two-sided 95 %, by degrees of freedom from 1. */
const T_95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306];

/**
 * The experiment repeats workers, so the interval comes from the workers' ratios and not from the rounds within
 * one: there are hundreds of rounds, and they agree far better than workers do (Kalibera and Jones, "Rigorous
 * benchmarking in reasonable
 * time", ISMM 2013).
 *
 * Stopping as soon as they agree favours those that agree by chance: where single workers scatter by 5 to 10 % the interval
 * then holds the truth in 91 or 92 of 100 runs instead of 95. Where they scatter by less than 3 %, nothing is lost.
 *
 * @param ratios at least two, above 0; at most MAX_WORKERS
 * @returns the geometric mean, since a ratio and its inverse are the same finding, and its 95 % interval: that of the mean
 *   logarithm by Student's t
 */
export function agreementOf(ratios: readonly number[]): { ratio: number; interval: [number, number] } {
  const mean = meanLog(ratios);
  const half = halfWidth(ratios);
  return { ratio: Math.exp(mean), interval: [Math.exp(mean - half), Math.exp(mean + half)] };
}

export const agreeWell = (ratios: readonly number[]): boolean =>
  ratios.length >= MIN_WORKERS && halfWidth(ratios) <= Math.log1p(GOAL_HALF_WIDTH);

/** How many workers are needed in total if the next ones scatter like these. */
export function workersNeeded(ratios: readonly number[]): number {
  if (ratios.length < MIN_WORKERS) return MIN_WORKERS;
  const spread = deviation(ratios);
  for (let workers = ratios.length; workers < MAX_WORKERS; workers++) {
    if (halfWidthOf(spread, workers) <= Math.log1p(GOAL_HALF_WIDTH)) return workers;
  }
  return MAX_WORKERS;
}

function meanLog(ratios: readonly number[]): number {
  return ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length;
}

/** Sample standard deviation of the logarithms: relative, so 0.07 is 7 %. */
function deviation(ratios: readonly number[]): number {
  const mean = meanLog(ratios);
  const squares = ratios.reduce((sum, ratio) => sum + (Math.log(ratio) - mean) ** 2, 0);
  return Math.sqrt(squares / (ratios.length - 1));
}

const halfWidthOf = (spread: number, workers: number): number =>
  (T_95[workers - 2]! * spread) / Math.sqrt(workers);

const halfWidth = (ratios: readonly number[]): number => halfWidthOf(deviation(ratios), ratios.length);
