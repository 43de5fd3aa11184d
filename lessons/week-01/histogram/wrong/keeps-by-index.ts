// check: memory
// says: made the Histogram grow
// The same in a public array, filled by index.

export class Histogram {
  samples: number[] = [];
  #sum = 0;

  record(ns: number): void {
    this.samples[this.samples.length] =
      2 ** ((Math.min(Math.max(Math.floor(Math.log2(ns) * 4), 0), 127) + 1) / 4);
    this.#sum += ns;
  }

  percentile(q: number): number {
    return this.samples.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * this.samples.length)) - 1] ?? 0;
  }

  count(): number {
    return this.samples.length;
  }

  mean(): number {
    return this.#sum / (this.samples.length || 1);
  }
}
