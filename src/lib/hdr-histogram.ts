/** HdrHistogram with two significant digits, as tokio-console uses for poll and scheduled times. Models HdrHistogram_rust 7.6. */

/** Exact up to 2 × 10², rounded up to a power of two. */
const SUB_BUCKETS = 256;
const HALF = SUB_BUCKETS / 2;

/** One second, in ns: tokio-console's maximum. */
const CONSOLE_MAX_NS = 1_000_000_000;

/** How many values a step holds, by the index that HdrHistogram itself gives the step. */
export type Entry = readonly [index: number, count: number];

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

  /**
   * @param entries steps beyond the maximum count as the last one
   * @throws for an index or a count that no histogram has
   */
  static of(
    entries: Iterable<Entry>,
    maxValue = CONSOLE_MAX_NS,
    outliers = 0,
    highestOutlier = 0,
  ): HdrHistogram {
    const histogram = new HdrHistogram(maxValue);
    histogram.#outliers = outliers;
    histogram.#highestOutlier = highestOutlier;
    histogram.#add(entries, 1);
    return histogram;
  }

  /** The values of both. */
  plus(other: HdrHistogram): HdrHistogram {
    const sum = HdrHistogram.of(
      this.entries(),
      Math.max(this.maxValue, other.maxValue),
      this.#outliers + other.#outliers,
      Math.max(this.#highestOutlier, other.#highestOutlier),
    );
    sum.#add(other.entries(), 1);
    return sum;
  }

  /** What was recorded after `earlier`, a previous state of this histogram. */
  minus(earlier: HdrHistogram): HdrHistogram {
    const rest = HdrHistogram.of(
      this.entries(),
      this.maxValue,
      Math.max(0, this.#outliers - earlier.#outliers),
      this.#highestOutlier,
    );
    rest.#add(earlier.entries(), -1);
    return rest;
  }

  #add(entries: Iterable<Entry>, sign: 1 | -1): void {
    for (const [index, count] of entries) {
      if (!Number.isSafeInteger(index) || index < 0 || !Number.isSafeInteger(count) || count < 0)
        throw new RangeError(`a histogram has no ${count} values at index ${index}`);
      const at = Math.min(index, this.#counts.length - 1);
      const before = this.#counts[at] as number;
      this.#counts[at] = Math.max(0, before + sign * count);
      this.#total += (this.#counts[at] as number) - before;
    }
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

  /** The non-empty steps, ascending. */
  *entries(): Generator<Entry> {
    for (const [index, count] of this.#counts.entries()) if (count > 0) yield [index, count];
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
  return octave * HALF + Math.floor(value / (POWERS[octave] as number));
}

/** Looked up, since every recorded value needs one. */
const POWERS = Array.from({ length: 1_024 }, (_, i) => 2 ** i);

function lowest(index: number): number {
  const octave = octaveOf(index);
  return (index - octave * HALF) * 2 ** octave;
}

function highest(index: number): number {
  return lowest(index) + 2 ** octaveOf(index) - 1;
}

const octaveOf = (index: number): number => (index < SUB_BUCKETS ? 0 : Math.floor(index / HALF) - 1);
