/** What comes at a later virtual time: the acts of threads that are ahead of it, and the steps of threads outside the runtime. */

interface Event {
  atMs: number;
  /** Of a thread that is ahead: nobody may come before it. */
  isAhead: boolean;
  run: () => void;
}

/** A short list, kept sorted: by time, then by the order in which the events were announced. */
export class Outside {
  /** No worker's. */
  readonly index = -1;
  readonly polled = null;
  readonly #events: Event[] = [];

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  /** What another thread will do then. */
  at(atMs: number, run: () => void): void {
    this.#add({ atMs, isAhead: false, run });
  }

  /** What a thread has done that has blocked and is ahead: it is seen then, before anybody does anything else. */
  ahead(atMs: number, run: () => void): void {
    this.#add({ atMs, isAhead: true, run });
  }

  #add(event: Event): void {
    let i = this.#events.length;
    while (i > 0 && (this.#events[i - 1] as Event).atMs > event.atMs) i--;
    this.#events.splice(i, 0, event);
  }

  /** Infinity when nothing is to come. */
  nextAtMs(): number {
    return this.#events[0]?.atMs ?? Infinity;
  }

  /** The first of the threads that are ahead, if it is due. */
  runAhead(nowMs: number): boolean {
    const at = this.#events.findIndex(({ atMs, isAhead }) => isAhead && atMs <= nowMs);
    if (at === -1) return false;
    (this.#events.splice(at, 1)[0] as Event).run();
    return true;
  }

  /** The first that is due. */
  runNext(): void {
    this.#events.shift()?.run();
  }

  /** Also runs what these events themselves announce for no later time. */
  runDue(nowMs: number): void {
    while (this.nextAtMs() <= nowMs) this.runNext();
  }
}
