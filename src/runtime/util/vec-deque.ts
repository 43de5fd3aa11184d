/** A growable ring, for queues that are pushed at the back and popped at the front. Models `std::collections::VecDeque`. */

export class VecDeque<T> {
  #slots: (T | undefined)[];
  #mask: number;
  #head = 0;
  #length = 0;

  /** @param capacity a power of two */
  constructor(capacity = 64) {
    // oxlint-disable-next-line unicorn/no-new-array -- a preallocated ring
    this.#slots = new Array<T | undefined>(capacity).fill(undefined);
    this.#mask = capacity - 1;
  }

  get length(): number {
    return this.#length;
  }

  pushBack(value: T): void {
    if (this.#length > this.#mask) this.#grow();
    this.#slots[(this.#head + this.#length) & this.#mask] = value;
    this.#length++;
  }

  popFront(): T | undefined {
    if (this.#length === 0) return undefined;
    const value = this.#slots[this.#head];
    // Clears the slot: a queue that keeps references to removed items leaks memory.
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & this.#mask;
    this.#length--;
    return value;
  }

  toArray(): T[] {
    const all: T[] = [];
    for (let i = 0; i < this.#length; i++) all.push(this.#slots[(this.#head + i) & this.#mask] as T);
    return all;
  }

  #grow(): void {
    const slots = this.toArray() as (T | undefined)[];
    this.#mask = this.#mask * 2 + 1;
    this.#head = 0;
    for (let i = slots.length; i <= this.#mask; i++) slots.push(undefined);
    this.#slots = slots;
  }
}
