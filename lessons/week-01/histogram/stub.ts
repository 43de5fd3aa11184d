/** Day 4: latencies in 128 logarithmic buckets: O(1) to record, O(buckets) to ask for a quantile. */
import { todo } from "std";

const BUCKETS = 128;

/**
 * A histogram of fixed size, for latencies of 1 ns to 1 s and somewhat beyond.
 *
 * Four buckets to each power of two: bucket i covers 2^(i/4) up to 2^((i+1)/4) ns. The range 1 ns .. 1 s
 * uses buckets 0 .. 119; all 128 reach to 2^32 ns, 4.29 s. A bucket is 2^(1/4), that is 18.9 % wide, so
 * its upper bound is at most 18.9 % above any sample in it. (An error below 1 % would take 2,083 such
 * buckets for this range: HdrHistogram spends 128 on *each* power of two.)
 */
export class Histogram {
  // Counts, held in doubles: whole numbers stay exact up to 2^53.
  #buckets = new Float64Array(BUCKETS);
  #count = 0;
  #sum = 0;

  /** Counts one latency. @param ns in nanoseconds */
  record(ns: number): void {
    // Find the bucket: floor(log2(ns) * 4), clamped to [0, 127]. (What is log2(0)?)
    void ns;
    void this.#buckets;
    todo("Histogram.record");
  }

  /**
   * The upper bound, in ns, of the bucket that holds the ceil(q * n)-th smallest sample.
   *
   * With q = 0.99 and 10,000 samples that is the bucket of the 9,900th.
   * @param q in [0, 1]
   */
  percentile(q: number): number {
    // Walk the buckets from the lowest, adding up their counts, until the rank is reached.
    void q;
    return todo("Histogram.percentile");
  }

  /** How many latencies were recorded. */
  count(): number {
    return this.#count;
  }

  /** Their mean in ns; 0 when there are none. */
  mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }
}
