/** What a right ConnectionManager does: the checks of `where-it-goes/connections`, in the order in which a learner should meet them. */
import type { ExerciseChecks } from "./check.ts";
import { broken, goodbye, inOrder, kept } from "./connections/account.ts";
import { connectionsCanary } from "./connections/canary.ts";
import {
  acceptsNoMore,
  busy,
  deadline,
  drains,
  early,
  idle,
  secondSignal,
  sideBySide,
  wholeWrites,
} from "./connections/shutdown.ts";

export const connectionsChecks: ExerciseChecks = {
  exercise: "where-it-goes/connections",
  canary: connectionsCanary,
  checks: [
    sideBySide,
    idle,
    busy,
    early,
    acceptsNoMore,
    drains,
    deadline,
    wholeWrites,
    secondSignal,
    goodbye,
    broken,
    inOrder,
    kept,
  ],
};
