/** Messages between the studio and its worker; both sides parse them. */
import * as v from "valibot";
import { Design } from "../../recording/studio/schema.ts";
import type { LoadResult } from "../../recording/studio/load/result.ts";
import type { Sweep } from "../../recording/studio/load/load.ts";

export const Ask = v.object({
  kind: v.picklist(["run", "sweep"]),
  designs: v.pipe(v.array(Design), v.maxLength(2)),
});
export type Ask = v.InferOutput<typeof Ask>;

const Count = v.pipe(v.number(), v.minValue(0));
const Words = v.string();
const Places = v.object({ slot: Count, ring: Count, injection: Count });

const Result = v.object({
  design: Words,
  forMs: Count,
  stopped: v.boolean(),
  latencies: v.array(
    v.object({
      name: Words,
      source: Words,
      via: v.nullable(Words),
      count: Count,
      meanNs: Count,
      quantilesNs: v.object({ p50: Count, p90: Count, p99: Count, p999: Count, max: Count }),
      bins: v.array(v.object({ lowNs: Count, highNs: Count, count: Count })),
    }),
  ),
  queues: v.array(
    v.object({
      id: Words,
      capacity: v.nullable(Count),
      overTime: v.array(Count),
      deepest: Count,
      dropped: Count,
      p99WaitNs: Count,
    }),
  ),
  tasks: v.array(
    v.object({
      id: Words,
      handled: Count,
      wakes: Count,
      places: Places,
      busiest: Count,
      threads: Count,
      waitedS: v.record(Words, Count),
    }),
  ),
  workers: v.array(v.array(Count)),
  places: Places,
  offered: Count,
  delivered: Count,
  dropped: Count,
  overloadedQueue: v.nullable(Words),
  overload: v.nullable(Words),
}) satisfies v.GenericSchema<unknown, LoadResult>;

const SweepResult = v.object({
  points: v.array(
    v.object({
      rate: Count,
      p99Ns: Count,
      finished: Count,
      overloadedQueue: v.nullable(Words),
      forMs: Count,
    }),
  ),
  knee: v.nullable(Count),
}) satisfies v.GenericSchema<unknown, Sweep>;

/** `of`: which of the designs. */
export const Answer = v.variant("kind", [
  v.object({ kind: v.literal("progress"), share: v.number() }),
  v.object({ kind: v.literal("result"), of: Count, result: Result }),
  v.object({ kind: v.literal("sweep"), of: Count, sweep: SweepResult }),
  v.object({ kind: v.literal("done") }),
  v.object({ kind: v.literal("failed"), message: Words }),
]);
export type Answer = v.InferOutput<typeof Answer>;
