/** A trace ring that also records, with each event, the running thread's coop budget and the op that its task is at. */
import { CONTEXT } from "../../runtime/context.ts";
import { TraceRing } from "../../runtime/index.ts";
import type { TraceEvent } from "../../runtime/index.ts";
import type { OpPlace } from "../../runtime/programs/world.ts";
import { Kind } from "../../runtime/trace/kinds.ts";

/** One event with the remaining coop budget of its thread; -1 without a budget. */
export type Seen = TraceEvent & {
  readonly budget: number;
  /** Where in its task program the polled task is; only of task programs. */
  readonly at?: OpPlace | undefined;
};

export class ProbeRing extends TraceRing {
  readonly #mask: number;
  readonly #budgets: number[] = [];
  readonly #places: (OpPlace | undefined)[] = [];
  /** The task that each worker polls, the thread of block_on first. */
  readonly #polled: (number | undefined)[] = [];
  /** Which op a task is at, by its number in the trace. */
  whereIs: (task: number) => OpPlace | undefined = () => undefined;

  /** @param capacity a power of two; more than one step of the model records */
  constructor(capacity: number) {
    super({ capacity });
    this.#mask = capacity - 1;
  }

  override record(...event: Parameters<TraceRing["record"]>): void {
    const at = this.recorded & this.#mask;
    const [kind, worker, task] = event;
    if (kind === Kind.PollStart) this.#polled[worker + 1] = task;
    const polled = this.#polled[worker + 1];
    this.#budgets[at] = CONTEXT.budget;
    this.#places[at] = polled === undefined ? undefined : this.whereIs(polled);
    if (kind === Kind.PollEnd) this.#polled[worker + 1] = undefined;
    super.record(...event);
  }

  seen(since: number): Seen[] {
    return this.events(since).map((event) => {
      const index = event.seq & this.#mask;
      return Object.assign(event, { budget: this.#budgets[index] as number, at: this.#places[index] });
    });
  }
}
