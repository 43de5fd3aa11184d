/** What a right Histogram does: the checks of `week-01/histogram`, in the order in which a learner should meet them. */
import type { ExerciseChecks } from "./check.ts";
import { histogramCanary } from "./histogram/canary.ts";
import { exact } from "./histogram/exact.ts";
import { memory, work } from "./histogram/growth.ts";
import { arrival, bound, buckets, rank, single, spread } from "./histogram/quantiles.ts";
import { counts, full, huge, tiny, wide } from "./histogram/range.ts";
import { empty, instances, mean, repeat } from "./histogram/state.ts";
import { countArrayWork } from "./histogram/work.ts";

export const histogramChecks: ExerciseChecks = {
  exercise: "week-01/histogram",
  canary: histogramCanary,
  prepare: countArrayWork,
  checks: [
    counts,
    single,
    bound,
    rank,
    arrival,
    tiny,
    huge,
    wide,
    spread,
    buckets,
    full,
    mean,
    empty,
    instances,
    repeat,
    memory,
    work,
    exact,
  ],
};
