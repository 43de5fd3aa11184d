/** The registry of the exercises' checks. */
import { capstoneChecks } from "./capstone.ts";
import type { ExerciseChecks } from "./check.ts";
import { connectionsChecks } from "./connections.ts";
import { gatherChecks } from "./gather.ts";
import { histogramChecks } from "./histogram.ts";

export const exercises: Readonly<Record<string, ExerciseChecks>> = {
  [gatherChecks.exercise]: gatherChecks,
  [histogramChecks.exercise]: histogramChecks,
  [capstoneChecks.exercise]: capstoneChecks,
  [connectionsChecks.exercise]: connectionsChecks,
};
