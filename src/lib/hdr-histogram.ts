/** HdrHistogram with two significant digits, as tokio-console uses for poll and scheduled times. Models HdrHistogram_rust 7.6. */

/** Exact up to 2 × 10², rounded up to a power of two. */
const SUB_BUCKETS = 256;
const HALF = SUB_BUCKETS / 2;

/** One second, in ns: tokio-console's maximum. */
export const CONSOLE_MAX_NS = 1_000_000_000;

export interface Bin {
  /** Lowest and highest value that count as equivalent, both inclusive. */
  low: number;
  high: number;
  count: number;
}

export class HdrHistogram {
  readonly maxValue: number;
  readonly #counts: Uint32Array;
  #total = 0;
  #outliers = 0;
  #highestOutlier = 0;

  /** @param maxValue larger values count as this, and as outliers */
  constructor(maxValue = CONSOLE_MAX_NS) {
    this.maxValue = maxValue;
    this.#counts = new Uint32Array(indexOf(maxValue) + 1);
  }

  /** @param value a whole number, 0 or more */
  record(value: number): void {
    let counted = value;
    if (value > this.maxValue) {
      this.#outliers++;
      this.#highestOutlier = Math.max(this.#highestOutlier, value);
      counted = this.maxValue;
    }
    const index = indexOf(counted);
    this.#counts[index] = (this.#counts[index] as number) + 1;
    this.#total++;
  }

  get count(): number {
    return this.#total;
  }

  /** The number of values above `maxValue`. */
  get outliers(): number {
    return this.#outliers;
  }

  get highestOutlier(): number {
    return this.#highestOutlier;
  }

  /** `value_at_quantile`: the highest value equivalent to the one in which the count reaches ceil(q × n); 0 when empty. */
  quantile(q: number): number {
    if (this.#total === 0) return 0;
    let left = Math.max(1, Math.ceil(q * this.#total));
    for (let index = 0; index < this.#counts.length; index++) {
      left -= this.#counts[index] as number;
      if (left <= 0) return q === 0 ? lowest(index) : highest(index);
    }
    return this.maxValue;
  }

  /** The non-empty bins, ascending. */
  *bins(): Generator<Bin> {
    for (let index = 0; index < this.#counts.length; index++) {
      const count = this.#counts[index] as number;
      if (count > 0) yield { low: lowest(index), high: highest(index), count };
    }
  }
}

/** 128 linear steps for each power of two, from 256 on; below that, a step for each value. */
function indexOf(value: number): number {
  const octave = Math.max(0, Math.floor(Math.log2(value)) - 7);
  return octave * HALF + Math.floor(value / 2 ** octave);
}

function lowest(index: number): number {
  const octave = octaveOf(index);
  return (index - octave * HALF) * 2 ** octave;
}

function highest(index: number): number {
  return lowest(index) + 2 ** octaveOf(index) - 1;
}

const octaveOf = (index: number): number => (index < SUB_BUCKETS ? 0 : Math.floor(index / HALF) - 1);
