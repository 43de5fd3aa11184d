/** Capstone: gather and Histogram in one file, ready to measure what a spawn costs at the tail. */
import { todo } from "std";
import type { Future } from "std/future";

// What this file has to export:
//   class Histogram: record(ns), percentile(q), count(), mean()
//   function gather<T>(futures: Future<T>[]): Future<T[]>
//
// Bring in your own from Day 3 and Day 4. The checks of both days run again, and one that records into
// your Histogram what your gather returned. Then comes the measurement: the same trivial work
// inline and through `tokio::spawn`, its batches collected by your gather, its latencies recorded
// in your Histogram. The ratio is BENCH.

/** Latencies in 128 logarithmic buckets. */
export class Histogram {
  #buckets = new Float64Array(128);
  #count = 0;
  #sum = 0;

  /** Counts one latency. @param ns in nanoseconds */
  record(ns: number): void {
    void ns;
    void this.#buckets;
    todo("Histogram.record");
  }

  /** The upper bound, in ns, of the bucket that holds the ceil(q * n)-th smallest sample. @param q in [0, 1] */
  percentile(q: number): number {
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

/** Polls every future to completion, concurrently, on the current task; results in input order. */
export function gather<T>(futures: Future<T>[]): Future<T[]> {
  void futures;
  return todo("gather");
}
