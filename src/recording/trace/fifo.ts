/** A queue for the picture: fast at both ends, and copyable. */

export class Fifo {
  #items: number[];
  #head = 0;
  /** Items that left the front and are no longer kept. */
  #dropped: number;

  constructor(items: number[] = [], before = 0) {
    this.#items = items;
    this.#dropped = before;
  }

  /** How many have left the front: the position of the first in a ring, before it is wrapped. */
  get before(): number {
    return this.#dropped + this.#head;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: number): void {
    this.#items.push(item);
  }

  shift(): number | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#head++;
    // Without this, a queue that is never empty would keep every item it ever held.
    if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#dropped += this.#head;
      this.#head = 0;
    }
    return item;
  }

  /** Takes `count` from the front. */
  take(count: number): number[] {
    const taken = this.first(count);
    for (let i = 0; i < taken.length; i++) this.shift();
    return taken;
  }

  dropBack(count: number): void {
    this.#items.length -= Math.min(count, this.length);
  }

  /** The first `count`, front first. */
  first(count = this.length): number[] {
    return this.#items.slice(this.#head, this.#head + count);
  }

  /** 0 is the front; -1: not in it. */
  indexOf(item: number): number {
    const at = this.#items.indexOf(item, this.#head);
    return at === -1 ? -1 : at - this.#head;
  }

  clone(): Fifo {
    return new Fifo(this.first(), this.before);
  }
}
