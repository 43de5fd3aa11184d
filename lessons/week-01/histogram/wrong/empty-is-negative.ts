// check: empty
// says: percentile(0.5) is -1 ns, but nothing was recorded
// An index that was not found, handed on as an answer.

export class Histogram {
  readonly #buckets: number[] = Array.from({ length: 128 }, () => 0);
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
    let seen = 0;
    const index = this.#buckets.findIndex((n) => (seen += n) >= rank);
    return index === -1 ? -1 : 2 ** ((index + 1) / 4);
  }

  count(): number {
    return this.#count;
  }

  mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }
}
