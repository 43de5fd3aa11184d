/** A trace ring that also records the running thread's coop budget with each event. */
import { CONTEXT } from "../../runtime/context.ts";
import { TraceRing } from "../../runtime/index.ts";
import type { TraceEvent } from "../../runtime/index.ts";

/** One event with the remaining coop budget of its thread; -1 without a budget. */
export type Seen = TraceEvent & { readonly budget: number };

export class ProbeRing extends TraceRing {
  readonly #mask: number;
  readonly #budgets: Int16Array;

  /** @param capacity a power of two; more than one step of the model records */
  constructor(capacity: number) {
    super({ capacity });
    this.#mask = capacity - 1;
    this.#budgets = new Int16Array(capacity);
  }

  override record(...event: Parameters<TraceRing["record"]>): void {
    this.#budgets[this.recorded & this.#mask] = CONTEXT.budget;
    super.record(...event);
  }

  seen(since: number): Seen[] {
    return this.events(since).map((event) =>
      Object.assign(event, { budget: this.#budgets[event.seq & this.#mask] as number }),
    );
  }
}
