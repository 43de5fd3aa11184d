// check: tiny
// says: percentile(1): expected at most the first bucket's bound, 1.19 ns
// log2(0) is -Infinity, and the sample goes to an index that there is not.

export class Histogram {
  readonly #buckets = new Float64Array(128);
  #count = 0;
  #sum = 0;

  record(ns: number): void {
    const index = Math.min(Math.floor(Math.log2(ns) * 4), 127);
    this.#count += 1;
    this.#sum += ns;
    if (index in this.#buckets) this.#buckets[index]! += 1;
  }

  percentile(q: number): number {
    if (this.#count === 0) return 0;
    const rank = Math.max(1, Math.ceil(q * this.#count));
    let seen = 0;
    for (let index = 0; index < 128; index += 1) {
      seen += this.#buckets[index]!;
      if (seen >= rank) return 2 ** ((index + 1) / 4);
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
