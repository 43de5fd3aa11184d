/** Counts positive numbers in logarithmic bins fine enough to draw the display from. */
import type { Quantiles } from "../../../harness/report.ts";

export interface LogBins {
  /** 10^lowExponent is the lower edge of the first bin. */
  lowExponent: number;
  highExponent: number;
  binsPerDecade: number;
}

/** 0.48 % wide bins from 1 ns to 10 s. */
const NS_BINS: LogBins = { lowExponent: 0, highExponent: 10, binsPerDecade: 480 };
/** 0.23 % wide bins, from one hundredth to ten thousand times. */
export const RATIO_BINS: LogBins = { lowExponent: -2, highExponent: 4, binsPerDecade: 1000 };

/** Adding is O(1) and reading O(bins) for any number of samples, so 100,000 of them stay smooth. */
export class LogHistogram {
  readonly bins: LogBins;
  readonly #counts: Uint32Array;
  #total = 0;

  constructor(bins: LogBins = NS_BINS) {
    this.bins = bins;
    this.#counts = new Uint32Array((bins.highExponent - bins.lowExponent) * bins.binsPerDecade);
  }

  get total(): number {
    return this.#total;
  }

  add(value: number, times = 1): void {
    this.#counts[this.#indexOf(value)]! += times;
    this.#total += times;
  }

  /** Removes another histogram's samples. */
  subtract(other: LogHistogram): void {
    for (let i = 0; i < this.#counts.length; i++) this.#counts[i]! -= other.#counts[i]!;
    this.#total -= other.#total;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }

  /** The geometric middle of the bin that holds the sample of this rank (from 1): off by a quarter of a percent at most. */
  atRank(rank: number): number {
    if (this.#total === 0) return NaN;
    let seen = 0;
    for (let i = 0; i < this.#counts.length; i++) {
      seen += this.#counts[i]!;
      if (seen >= rank) return 10 ** (this.bins.lowExponent + (i + 0.5) / this.bins.binsPerDecade);
    }
    return NaN;
  }

  quantile(q: number): number {
    return this.atRank(Math.max(1, Math.ceil(q * this.#total)));
  }

  /** 95 % interval of the median by order statistics: the ranks n/2 ± 0.98·√n, without resampling. */
  medianInterval(): [number, number] {
    const half = 0.98 * Math.sqrt(this.#total);
    const middle = this.#total / 2;
    const low = Math.max(1, Math.floor(middle - half));
    const high = Math.min(this.#total, Math.ceil(middle + half) + 1);
    return [this.atRank(low), this.atRank(high)];
  }

  /** Exponents of the edges around all samples, or null when there are none. */
  extent(): [number, number] | null {
    if (this.#total === 0) return null;
    const first = this.#counts.findIndex((count) => count > 0);
    const last = this.#counts.findLastIndex((count) => count > 0);
    const { lowExponent, binsPerDecade } = this.bins;
    return [lowExponent + first / binsPerDecade, lowExponent + (last + 1) / binsPerDecade];
  }

  /** Exponents around all but the outermost hundredth at either end: a single outlier does not move them. */
  bulk(): [number, number] | null {
    if (this.#total === 0) return null;
    return [Math.log10(this.quantile(0.01)), Math.log10(this.quantile(0.99))];
  }

  /** The share of all samples in each of `perDecade` wider bins, from one exponent to another. */
  shares(fromExponent: number, toExponent: number, perDecade: number): Float64Array {
    const { lowExponent, binsPerDecade } = this.bins;
    const fine = binsPerDecade / perDecade;
    const shares = new Float64Array(Math.round((toExponent - fromExponent) * perDecade));
    const start = Math.round((fromExponent - lowExponent) * binsPerDecade);
    for (let bin = 0; bin < shares.length; bin++) {
      let count = 0;
      for (let i = start + bin * fine; i < start + (bin + 1) * fine; i++) count += this.#counts[i] ?? 0;
      shares[bin] = this.#total === 0 ? 0 : count / this.#total;
    }
    return shares;
  }

  /** Its samples in wider bins, empty ones left out: bin i begins at 10^(i / perDecade) of the unit. */
  countsBy(perDecade: number): [bin: number, count: number][] {
    const { lowExponent, binsPerDecade } = this.bins;
    const counts = new Map<number, number>();
    this.#counts.forEach((count, i) => {
      if (count === 0) return;
      const bin = lowExponent * perDecade + Math.floor((i * perDecade) / binsPerDecade);
      counts.set(bin, (counts.get(bin) ?? 0) + count);
    });
    return [...counts];
  }

  #indexOf(value: number): number {
    const index = Math.floor((Math.log10(value) - this.bins.lowExponent) * this.bins.binsPerDecade);
    // NaN and out-of-range values land at the ends, where they are visible, instead of being lost.
    return Math.min(this.#counts.length - 1, Math.max(0, index || 0));
  }
}

export function quantilesOf(histogram: LogHistogram): Quantiles {
  return { p50: histogram.quantile(0.5), p90: histogram.quantile(0.9), p99: histogram.quantile(0.99) };
}
