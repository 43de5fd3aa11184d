/** What other threads will do to the runtime, ordered by virtual time: the ends of blocking jobs. */

interface Event {
  atMs: number;
  seq: number;
  run: () => void;
}

/** A short list, kept sorted: by time, then by the order in which the events were announced. */
export class Outside {
  readonly #events: Event[] = [];
  #seq = 0;

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  at(atMs: number, run: () => void): void {
    const seq = this.#seq++;
    let i = this.#events.length;
    while (i > 0 && (this.#events[i - 1] as Event).atMs > atMs) i--;
    this.#events.splice(i, 0, { atMs, seq, run });
  }

  /** Infinity when nothing is to come. */
  nextAtMs(): number {
    return this.#events[0]?.atMs ?? Infinity;
  }

  /** Also runs what these events themselves announce for no later time. */
  runDue(nowMs: number): void {
    while (this.nextAtMs() <= nowMs) (this.#events.shift() as Event).run();
  }
}
