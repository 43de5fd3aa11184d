// check: buckets
// says: but percentile(0.5) tells them apart
// A sorted array of all samples: exact, and O(n log n) with memory without end.

export class Histogram {
  #samples: number[] = [];

  record(ns: number): void {
    this.#samples.push(ns);
  }

  percentile(q: number): number {
    const sorted = this.#samples.toSorted((a, b) => a - b);
    return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? 0;
  }

  count(): number {
    return this.#samples.length;
  }

  mean(): number {
    return this.#samples.reduce((sum, ns) => sum + ns, 0) / (this.#samples.length || 1);
  }
}
