// check: repeat
// says: count() is
// percentile takes the samples out as it counts them.

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
    let rank = Math.max(1, Math.ceil(q * this.#count));
    for (let index = 0; index < 128 && this.#count > 0; index += 1) {
      const here = this.#buckets[index]!;
      this.#count -= here;
      if (here >= rank) return 2 ** ((index + 1) / 4);
      rank -= here;
    }
    return 0;
  }

  count(): number {
    return this.#count;
  }

  mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }
}
