// check: empty
// says: but nothing was recorded
// The walk ends at the last bucket, whose bound is then the answer of an empty histogram.

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

  percentile(q: number): number {
    const rank = Math.max(1, Math.ceil(q * this.#count));
    let index = 0;
    for (let seen = this.#buckets[0]!; seen < rank && index < 127; seen += this.#buckets[index]!) index += 1;
    return 2 ** ((index + 1) / 4);
  }

  count(): number {
    return this.#count;
  }

  mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }
}
