/** The secrets of a run that the answer must not know: the names and order of the checks, and the canaries among them. */
import { Random } from "./random.ts";

/** Drawn for each run, outside the sandbox. */
export interface Guard {
  seed: number;
  /**
   * A further run has another order, other schedules, and canaries that use the answer. The first run keeps the
   * order, because its messages are shown.
   */
  again: boolean;
}

/** A place in the run. Without an id it is a canary: a check that no answer can pass. */
export interface Place {
  /** The name of its result in messages. */
  readonly name: string;
  readonly id: string | undefined;
}

const CANARIES = 3;

/** The same on both sides of the sandbox. Canaries come after the first check, when the answer has loaded. */
export function arrange(ids: readonly string[], { seed, again }: Guard): Place[] {
  const random = new Random(seed);
  const order: (string | undefined)[] = again ? random.shuffled(ids) : [...ids];
  for (let left = CANARIES; left > 0 && ids.length > 0; left -= 1)
    order.splice(1 + random.below(order.length), 0, undefined);
  return order.map((id) => ({ id, name: (random.next() * 2 ** 32).toString(36) }));
}
