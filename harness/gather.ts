/** What a right gather does: the checks of `week-01/gather`, in the order in which a learner should meet them. */
import type { ExerciseChecks } from "./check.ts";
import { apart, nested, panic } from "./gather/conduct.ts";
import { anyNumber } from "./gather/groups.ts";
import { interleavings } from "./gather/interleavings.ts";
import { gatherCanary } from "./gather/canary.ts";
import { beside, concurrent } from "./gather/on-runtime.ts";
import { finished, firstPoll, inPlace, inPoll, lazy, onePoll, spurious } from "./gather/polling.ts";
import { atOnce, empty, large, order, together, values } from "./gather/results.ts";
import { newestWaker, quiet, wakeInPoll, wakes } from "./gather/wakes.ts";

export const gatherChecks: ExerciseChecks = {
  exercise: "week-01/gather",
  canary: gatherCanary,
  checks: [
    lazy,
    firstPoll,
    inPlace,
    atOnce,
    empty,
    quiet,
    wakes,
    order,
    together,
    values,
    finished,
    onePoll,
    inPoll,
    concurrent,
    newestWaker,
    wakeInPoll,
    spurious,
    panic,
    apart,
    nested,
    beside,
    large,
    anyNumber,
    interleavings,
  ],
};
