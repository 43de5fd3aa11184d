/** The configuration of a run: scheduler, workers, place of the root, seed. */
import * as v from "valibot";

export const MAX_WORKERS = 8;

const Whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const RunConfig = v.object({
  flavor: v.picklist(["current_thread", "multi_thread"]),
  /** Only for multi_thread; current_thread has one. */
  workers: Whole(1, MAX_WORKERS),
  /** `task`: the root is spawned. `main`: it is the future given to `block_on`. */
  root: v.picklist(["task", "main"]),
  seed: Whole(0, 2 ** 32 - 1),
  /** The order of several workers' steps: the usual one, or any possible one. */
  order: v.optional(v.picklist(["usual", "any"]), "usual"),
  /** null: the flavor's own, 31 or 61. */
  globalQueueInterval: v.nullable(Whole(1, 1_000)),
  eventInterval: v.nullable(Whole(1, 1_000)),
});
export type RunConfig = v.InferOutput<typeof RunConfig>;

export const DEFAULT_CONFIG: RunConfig = {
  flavor: "multi_thread",
  workers: 1,
  root: "task",
  seed: 1,
  order: "usual",
  globalQueueInterval: null,
  eventInterval: null,
};

export function globalQueueInterval({ globalQueueInterval: set, flavor }: RunConfig): number {
  return set ?? (flavor === "current_thread" ? 31 : 61);
}

export const workerCount = ({ flavor, workers }: RunConfig): number =>
  flavor === "current_thread" ? 1 : workers;
