// check: work
// says: percentile() went over
// Hides its samples, as bounds of buckets, behind a closure, and sorts them when asked.

const kept = new WeakMap<object, number[]>();

export class Histogram {
  #sum = 0;
  constructor() {
    kept.set(this, []);
  }

  record(ns: number): void {
    const bounds = kept.get(this)!;
    bounds[bounds.length] = 2 ** ((Math.min(Math.max(Math.floor(Math.log2(ns) * 4), 0), 127) + 1) / 4);
    this.#sum += ns;
  }

  percentile(q: number): number {
    const bounds = kept.get(this)!;
    return [...bounds].sort((a, b) => a - b)[Math.max(1, Math.ceil(q * bounds.length)) - 1] ?? 0;
  }

  count(): number {
    return kept.get(this)!.length;
  }

  mean(): number {
    return this.#sum / (this.count() || 1);
  }
}
