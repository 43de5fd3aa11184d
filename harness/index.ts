/** The registry: which checks grade which exercise. */
import type { ExerciseChecks } from "./check.ts";
import { histogramChecks } from "./histogram.ts";

export const exercises: Readonly<Record<string, ExerciseChecks>> = Object.fromEntries(
  [histogramChecks].map((checks) => [checks.exercise, checks]),
);
