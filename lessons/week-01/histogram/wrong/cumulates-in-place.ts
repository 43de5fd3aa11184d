// check: repeat
// says: after 100 more samples, the 100th smallest of 200 is
// percentile turns the counts into running sums, every time again.

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
    if (this.#count === 0) return 0;
    const rank = Math.max(1, Math.ceil(q * this.#count));
    for (let index = 1; index < 128; index += 1) this.#buckets[index]! += this.#buckets[index - 1]!;
    return 2 ** ((this.#buckets.findIndex((seen) => seen >= rank) + 1) / 4);
  }

  count(): number {
    return this.#count;
  }

  mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }
}
