/** A trace ring that notes, beside each event, two things that only the thread then running knows. */
import { CONTEXT } from "../../runtime/context.ts";
import { TraceRing } from "../../runtime/index.ts";
import type { TraceEvent } from "../../runtime/index.ts";

/** One event, with the coop budget left (-1: none is kept) and the virtual ms for which the poll under way has blocked its thread. */
export type Seen = TraceEvent & { readonly budget: number; readonly busyMs: number };

export class ProbeRing extends TraceRing {
  readonly #mask: number;
  readonly #budgets: Int16Array;
  readonly #busyMs: Float64Array;

  /** @param capacity a power of two; more than one step of the model records */
  constructor(capacity: number) {
    super({ capacity });
    this.#mask = capacity - 1;
    this.#budgets = new Int16Array(capacity);
    this.#busyMs = new Float64Array(capacity);
  }

  override record(...event: Parameters<TraceRing["record"]>): void {
    const slot = this.recorded & this.#mask;
    this.#budgets[slot] = CONTEXT.budget;
    this.#busyMs[slot] = CONTEXT.busyMs;
    super.record(...event);
  }

  seen(since: number): Seen[] {
    return this.events(since).map((event) => {
      const slot = event.seq & this.#mask;
      return Object.assign(event, {
        budget: this.#budgets[slot] as number,
        busyMs: this.#busyMs[slot] as number,
      });
    });
  }
}
