/** Capstone: gather and Histogram in one file, ready to measure what a spawn costs at the tail. */
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

const BUCKETS = 128;
const BUCKETS_PER_OCTAVE = 4;

/** A histogram of fixed size; a percentile is at most 2^(1/4) - 1 = 18.9 % above the sample that it stands for. */
export class Histogram {
  // Doubles hold whole numbers up to 2^53 exactly; 32-bit counters would wrap at 4 billion samples.
  readonly #buckets = new Float64Array(BUCKETS);
  #count = 0;
  #sum = 0;

  /** Counts one latency. @param ns in nanoseconds */
  record(ns: number): void {
    this.#buckets[bucketOf(ns)]! += 1;
    this.#count += 1;
    // The mean is exact, whatever the buckets are: it comes from the sum, not from them.
    this.#sum += ns;
  }

  /** The upper bound, in ns, of the bucket that holds the ceil(q * n)-th smallest sample. @param q in [0, 1] */
  percentile(q: number): number {
    if (this.#count === 0) return 0;
    // Ranks count from 1, so q = 0 asks for the smallest sample.
    const rank = Math.max(1, Math.ceil(q * this.#count));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index += 1) {
      seen += this.#buckets[index]!;
      if (seen >= rank) return upperBoundOf(index);
    }
    return upperBoundOf(BUCKETS - 1);
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

function bucketOf(ns: number): number {
  // log2(0) is -Infinity, and of a value below 1 it is negative: both belong to bucket 0. What is too
  // long for the last bucket is counted there, so that no sample is lost.
  const index = Math.floor(Math.log2(ns) * BUCKETS_PER_OCTAVE);
  return Math.min(Math.max(index, 0), BUCKETS - 1);
}

function upperBoundOf(index: number): number {
  return 2 ** ((index + 1) / BUCKETS_PER_OCTAVE);
}

/** Polls every future to completion, concurrently, on the current task; results in input order. */
export function gather<T>(futures: Future<T>[]): Future<T[]> {
  // A slot says by itself whether its child is done: a result may be any value, `undefined` too,
  // so the results cannot say it.
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  let running = futures.length;

  return pollFn((cx) => {
    slots.forEach((child, index) => {
      if (child === null) return; // A future must not be polled again after Ready.
      // The child gets the waker of *this* poll: our task may have moved since the last one, and
      // only the newest waker is sure to reach it.
      const polled = child.poll(cx);
      if (polled.isReady()) {
        results[index] = polled.value;
        slots[index] = null;
        running -= 1;
      }
    });
    // Pending is honest here: each child that is still running holds our waker. A child that was
    // woken during this very sweep has woken our task as well, so we will be polled again.
    return running === 0 ? Poll.Ready(results) : Poll.Pending;
  });
}
