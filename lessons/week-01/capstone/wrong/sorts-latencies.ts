// check: wired
// says: result 0 is 11, but
// gather sorts its results, as a percentile will want them.
import { pollFn } from "std/future";
import type { Future } from "std/future";
import { Poll } from "std/task";

const BUCKETS = 128;
const BUCKETS_PER_OCTAVE = 4;

export class Histogram {
  readonly #buckets = new Float64Array(BUCKETS);
  #count = 0;
  #sum = 0;

  record(ns: number): void {
    this.#buckets[bucketOf(ns)]! += 1;
    this.#count += 1;
    this.#sum += ns;
  }

  percentile(q: number): number {
    if (this.#count === 0) return 0;
    const rank = Math.max(1, Math.ceil(q * this.#count));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index += 1) {
      seen += this.#buckets[index]!;
      if (seen >= rank) return upperBoundOf(index);
    }
    return upperBoundOf(BUCKETS - 1);
  }

  count(): number {
    return this.#count;
  }

  mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }
}

function bucketOf(ns: number): number {
  const index = Math.floor(Math.log2(ns) * BUCKETS_PER_OCTAVE);
  return Math.min(Math.max(index, 0), BUCKETS - 1);
}

function upperBoundOf(index: number): number {
  return 2 ** ((index + 1) / BUCKETS_PER_OCTAVE);
}

export function gather<T>(futures: Future<T>[]): Future<T[]> {
  const slots: (Future<T> | null)[] = [...futures];
  const results: T[] = [];
  let running = futures.length;

  return pollFn((cx) => {
    slots.forEach((child, index) => {
      if (child === null) return;
      const polled = child.poll(cx);
      if (polled.isReady()) {
        results[index] = polled.value;
        slots[index] = null;
        running -= 1;
      }
    });
    return running === 0 ? Poll.Ready(results.toSorted((a, b) => Number(a) - Number(b))) : Poll.Pending;
  });
}
