/** Events at a later virtual time: what threads that are ahead of it do, and the steps of threads outside the runtime. */

interface Event {
  atMs: number;
  /** Whether it comes from a thread that is ahead: nothing may run before it. */
  isAhead: boolean;
  run: () => void;
}

/** A short list, sorted by time, then by the order in which the events were announced. */
export class Outside {
  /** Belongs to no worker. */
  readonly index = -1;
  readonly polled = null;
  readonly #events: Event[] = [];

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  /** Schedules what another thread will do at that time. */
  at(atMs: number, run: () => void): void {
    this.#add({ atMs, isAhead: false, run });
  }

  /** Schedules an effect of a thread that has blocked and is ahead: others see it at that time, before anyone does anything else. */
  ahead(atMs: number, run: () => void): void {
    this.#add({ atMs, isAhead: true, run });
  }

  #add(event: Event): void {
    let i = this.#events.length;
    while (i > 0 && (this.#events[i - 1] as Event).atMs > event.atMs) i--;
    this.#events.splice(i, 0, event);
  }

  /** Infinity when nothing is scheduled. */
  nextAtMs(): number {
    return this.#events[0]?.atMs ?? Infinity;
  }

  /** The first event of the threads that are ahead, if it is due. */
  runAhead(nowMs: number): boolean {
    const at = this.#events.findIndex(({ atMs, isAhead }) => isAhead && atMs <= nowMs);
    if (at === -1) return false;
    (this.#events.splice(at, 1)[0] as Event).run();
    return true;
  }

  /** The first event that is due. */
  runNext(): void {
    this.#events.shift()?.run();
  }

  /** Also runs events that these events announce for the same time. */
  runDue(nowMs: number): void {
    while (this.nextAtMs() <= nowMs) this.runNext();
  }
}
