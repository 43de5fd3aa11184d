/** The 95 % interval of a median, by drawing whole rounds again with replacement. */
import { seededRandom } from "./random.ts";
import { medianOfSorted } from "./stats.ts";

/**
 * The interval speaks of the rounds of one worker only. What the engine's compiler made of the code differs from
 * worker to worker and is not in it: that is what min..max of the three workers is for.
 */
export function bootstrapInterval(
  ratios: readonly number[],
  seed: number,
  resamples = 400,
): [number, number] {
  if (ratios.length === 0) return [NaN, NaN];
  const random = seededRandom(seed);
  const medians = new Float64Array(resamples);
  const drawn = new Float64Array(ratios.length);
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < drawn.length; i++) drawn[i] = ratios[Math.floor(random() * ratios.length)]!;
    medians[resample] = medianOfSorted(drawn.sort());
  }
  medians.sort();
  const cut = Math.floor(resamples * 0.025);
  return [medians[cut]!, medians[resamples - 1 - cut]!];
}
