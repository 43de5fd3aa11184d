/** The learner's Histogram for the lab, once one has passed its checks. */
import type { RecordLateness } from "../../features/blocking-lab/learner.ts";
import type { Course } from "../../course/types.ts";
import { useProgress, valueOf } from "../../progress/store.ts";
import { countInLearners } from "../../sandbox/count.ts";

/** @returns undefined while there is none */
export function useLearnersHistogram(course: Course): RecordLateness | undefined {
  const code = useProgress(({ records }) =>
    course.weeks
      .flatMap((week) => week.exercises)
      // One that imports no other exercise: it is compiled on its own.
      .filter((exercise) => exercise.exports.includes("Histogram") && exercise.uses.length === 0)
      .map((exercise) => valueOf(records, "result", exercise.id)?.passedCode)
      .find((passed) => passed !== undefined),
  );
  if (code === undefined) return undefined;
  return async (series) => {
    const counted = await countInLearners(
      code,
      series.map((values) => Array.from(values)),
    );
    return counted.kind === "counted"
      ? { kind: "recorded", series: counted.series }
      : { kind: "failed", message: counted.reason };
  };
}
