/** A seeded random generator, so that a check's case can be replayed. */

/** mulberry32 */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** A new array, in another order. */
  shuffled<T>(from: readonly T[]): T[] {
    const order = [...from];
    for (let index = order.length - 1; index > 0; index -= 1) {
      const other = this.below(index + 1);
      const kept = order[index] as T;
      order[index] = order[other] as T;
      order[other] = kept;
    }
    return order;
  }
}
