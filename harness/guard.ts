/** What the page keeps from the answer about a run: under which names, in which order, and among which canaries the checks run. */
import { Random } from "./random.ts";

/** Drawn anew for each run, outside of the sandbox. */
export interface Guard {
  seed: number;
  /** In another order, with other schedules, and with canaries that use the answer. The first run keeps to the order, since its words are shown. */
  again: boolean;
}

/** A place in the run. Without an id it is a canary's: a check that no answer passes. */
export interface Place {
  /** What its result is called on the way to the page. */
  readonly name: string;
  readonly id: string | undefined;
}

const CANARIES = 3;

/** The same on both sides of the wall. A canary comes after the first check, when the answer has been loaded. */
export function arrange(ids: readonly string[], { seed, again }: Guard): Place[] {
  const random = new Random(seed);
  const order: (string | undefined)[] = again ? random.shuffled(ids) : [...ids];
  for (let left = CANARIES; left > 0 && ids.length > 0; left -= 1)
    order.splice(1 + random.below(order.length), 0, undefined);
  return order.map((id) => ({ id, name: (random.next() * 2 ** 32).toString(36) }));
}
