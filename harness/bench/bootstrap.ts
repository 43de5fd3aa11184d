/** The 95 % interval of a median, by resampling whole rounds with replacement. */
import { seededRandom } from "./random.ts";

/**
 * The interval covers only the rounds of one worker, and decides whether they may be recorded. It does not include
 * how differently the engine's compiler treats the code in each worker: BENCH takes its interval from the workers.
 */
export function bootstrapInterval(
  ratios: readonly number[],
  seed: number,
  resamples = 400,
): [number, number] {
  if (ratios.length === 0) return [NaN, NaN];
  const random = seededRandom(seed);
  const sorted = Float64Array.from(ratios).sort();
  const rankOf = ranksOf(ratios);
  const medians = new Float64Array(resamples);
  const drawn = new Uint32Array(ratios.length);
  for (let resample = 0; resample < resamples; resample++) {
    drawn.fill(0);
    for (let i = 0; i < ratios.length; i++) drawn[rankOf[Math.floor(random() * ratios.length)]!]!++;
    medians[resample] = medianOfCounts(sorted, drawn);
  }
  medians.sort();
  const cut = Math.floor(resamples * 0.025);
  return [medians[cut]!, medians[resamples - 1 - cut]!];
}

/** The rank of each value among all, from 0. */
function ranksOf(values: readonly number[]): Uint32Array {
  const order = values.map((_, index) => index).toSorted((a, b) => values[a]! - values[b]!);
  const ranks = new Uint32Array(values.length);
  order.forEach((index, rank) => (ranks[index] = rank));
  return ranks;
}

/**
 * The median of values that were drawn `counts[rank]` times each. It counts instead of sorting each resample: this
 * runs in the page's main thread, where sorting took 50 ms on a slow machine.
 */
function medianOfCounts(sorted: Float64Array, counts: Uint32Array): number {
  const total = counts.length;
  const [lower, upper] = [(total - 1) >> 1, total >> 1];
  let seen = 0;
  let low = NaN;
  for (let rank = 0; rank < total; rank++) {
    seen += counts[rank]!;
    if (Number.isNaN(low) && seen > lower) low = sorted[rank]!;
    if (seen > upper) return (low + sorted[rank]!) / 2;
  }
  return low;
}
