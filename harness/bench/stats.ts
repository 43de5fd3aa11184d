/** Order statistics of raw samples: the median, ranks, and the three quantiles that the report shows. */
import type { Quantiles } from "../report.ts";

function sorted(samples: readonly number[]): Float64Array {
  return Float64Array.from(samples).sort();
}

/** The middle sample, or the mean of the middle two; NaN when there are none. */
export function median(samples: readonly number[]): number {
  return medianOfSorted(sorted(samples));
}

export function medianOfSorted(samples: Float64Array): number {
  if (samples.length === 0) return NaN;
  const upper = samples.length >> 1;
  const high = samples[upper]!;
  return samples.length % 2 === 1 ? high : (samples[upper - 1]! + high) / 2;
}

/** The ceil(q·n)-th smallest sample: the rank that the Histogram exercise asks for, without buckets. */
function atRank(samples: Float64Array, q: number): number {
  if (samples.length === 0) return NaN;
  const rank = Math.min(samples.length, Math.max(1, Math.ceil(q * samples.length)));
  return samples[rank - 1]!;
}

export function quantiles(samples: readonly number[]): Quantiles {
  const ordered = sorted(samples);
  return { p50: atRank(ordered, 0.5), p90: atRank(ordered, 0.9), p99: atRank(ordered, 0.99) };
}

/** numerator / denominator, index by index, so that values measured close together are compared. */
export function pairedRatios(numerator: readonly number[], denominator: readonly number[]): number[] {
  const rounds = Math.min(numerator.length, denominator.length);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) ratios.push(numerator[round]! / denominator[round]!);
  return ratios;
}
