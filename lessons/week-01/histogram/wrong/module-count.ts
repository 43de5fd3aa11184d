// check: instances
// says: The first has count()
// The count is a variable of the module.

let total = 0;

export class Histogram {
  readonly #buckets = new Float64Array(128);
  #sum = 0;

  record(ns: number): void {
    const index = Math.min(Math.max(Math.floor(Math.log2(ns) * 4), 0), 127);
    this.#buckets[index]! += 1;
    total += 1;
    this.#sum += ns;
  }

  percentile(q: number): number {
    if (total === 0) return 0;
    const rank = Math.max(1, Math.ceil(q * total));
    let seen = 0;
    for (let index = 0; index < 128; index += 1) {
      seen += this.#buckets[index]!;
      if (seen >= rank) return 2 ** ((index + 1) / 4);
    }
    return 2 ** 32;
  }

  count(): number {
    return total;
  }

  mean(): number {
    return total === 0 ? 0 : this.#sum / total;
  }
}
