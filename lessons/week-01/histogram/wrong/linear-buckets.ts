// check: one-sample
// says: ns, but the only sample is
// 128 buckets of equal width over 1 s: whatever is below 7.8 ms is one of them.

export class Histogram {
  readonly #buckets = new Float64Array(128);
  #count = 0;
  #sum = 0;

  record(ns: number): void {
    const index = Math.min(Math.max(Math.floor((ns / 1e9) * 128), 0), 127);
    this.#buckets[index]! += 1;
    this.#count += 1;
    this.#sum += ns;
  }

  percentile(q: number): number {
    if (this.#count === 0) return 0;
    const rank = Math.max(1, Math.ceil(q * this.#count));
    let seen = 0;
    for (let index = 0; index < 128; index += 1) {
      seen += this.#buckets[index]!;
      if (seen >= rank) return ((index + 1) * 1e9) / 128;
    }
    return 2 ** 32;
  }

  count(): number {
    return this.#count;
  }

  mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }
}
