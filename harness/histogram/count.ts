/** Counts values in the learner's own Histogram, for a picture that shows its quantiles beside the course's. */
import { fail, isFailure } from "../check.ts";
import type { Learner } from "../check.ts";
import type { Counted } from "./counted.ts";
import { newHistogram } from "./subject.ts";

/** @param series lists of whole ns; each is counted in its own Histogram */
export function countSeries(load: () => Learner, series: readonly (readonly number[])[]): Counted {
  try {
    const learner = load();
    return { kind: "counted", series: series.map((values) => countOne(learner, values)) };
  } catch (error) {
    return { kind: "not-counted", reason: reasonOf(error) };
  }
}

function countOne(learner: Learner, values: readonly number[]): { p50Ns: number; p99Ns: number } {
  const histogram = newHistogram(learner);
  histogram.recordAll(values);
  const counted = histogram.count();
  if (counted !== values.length) {
    fail(`count() says ${counted} after ${values.length} values.`, "Count every call of record.");
  }
  return { p50Ns: histogram.percentile(0.5), p99Ns: histogram.percentile(0.99) };
}

function reasonOf(error: unknown): string {
  if (isFailure(error)) return error.message;
  try {
    return error instanceof Error ? `it threw ${error.name}: ${error.message}` : `it threw ${String(error)}`;
  } catch {
    return "it threw something that cannot be shown.";
  }
}
