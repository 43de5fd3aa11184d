/** Messages between the page and the lab's worker; both sides parse them. */
import * as v from "valibot";
import { Handler, Load } from "./handler.ts";
import type { Segment, Occupant } from "./occupation.ts";
import { STRATEGIES } from "./strategies.ts";
import type { Strategy } from "./strategies.ts";

export const Ask = v.object({
  /** A newer number cancels an older one. */
  id: v.number(),
  kind: v.picklist(["run", "sweep"]),
  handler: Handler,
  load: Load,
});
export type Ask = v.InferOutput<typeof Ask>;

const Ns = v.pipe(v.number(), v.minValue(0));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Quantiles = v.object({ p50Ns: Ns, p99Ns: Ns, maxNs: Ns });

export const OCCUPANTS: readonly Occupant[] = ["request", "probe", "accept", "job"];

/** Segments as columns: a run may have tens of thousands. */
const Packed = v.object({
  fromMs: v.instance(Float64Array),
  toMs: v.instance(Float64Array),
  lane: v.instance(Uint16Array),
  by: v.instance(Uint8Array),
});
export type Packed = v.InferOutput<typeof Packed>;

export const Answer = v.variant("kind", [
  v.object({
    kind: v.literal("run"),
    id: v.number(),
    summary: v.object({
      strategy: v.picklist(STRATEGIES),
      others: Quantiles,
      requests: Quantiles,
      offered: Count,
      finished: Count,
      finishedPerSecond: v.number(),
      threads: Count,
      longestPollMs: Ns,
    }),
    /** The other tasks' delays, to count again. */
    latenessNs: v.instance(Float64Array),
    segments: Packed,
  }),
  v.object({
    kind: v.literal("point"),
    id: v.number(),
    point: v.object({
      strategy: v.picklist(STRATEGIES),
      requestsPerSecond: v.number(),
      othersP99Ns: Ns,
      offered: Count,
      finished: Count,
    }),
  }),
  v.object({ kind: v.literal("done"), id: v.number() }),
  v.object({ kind: v.literal("failed"), id: v.number(), message: v.string() }),
]);
export type Answer = v.InferOutput<typeof Answer>;

export type RunAnswer = Extract<Answer, { kind: "run" }>;

export function pack(segments: readonly Segment[]): Packed {
  return {
    fromMs: Float64Array.from(segments, ({ fromMs }) => fromMs),
    toMs: Float64Array.from(segments, ({ toMs }) => toMs),
    lane: Uint16Array.from(segments, ({ lane }) => lane),
    by: Uint8Array.from(segments, ({ by }) => OCCUPANTS.indexOf(by)),
  };
}

/** Without `yours` if it is the same as inline. */
export function strategiesFor(handler: Handler): Strategy[] {
  const chosen = handler.steps.some(({ remedy }) => remedy !== "inline");
  return STRATEGIES.filter((strategy) => strategy !== "yours" || chosen);
}
