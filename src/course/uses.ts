/** What an exercise may import from others, and the code behind each import. */
import type { UsedExercise } from "../compiler/types.ts";
import type { Exercise } from "./types.ts";

type Source = (exercise: Exercise) => string;

/** @param sourceOf the learner's passing code, or else the reference solution */
export function usedExercises(
  exercise: Exercise,
  all: ReadonlyMap<string, Exercise>,
  sourceOf: Source = ({ solution }) => solution,
): UsedExercise[] {
  return listUses(exercise.uses, all, sourceOf, [exercise.id]);
}

/** @param above the exercises that lead here, so that a cycle, which is reported elsewhere, ends */
function listUses(
  ids: readonly string[],
  all: ReadonlyMap<string, Exercise>,
  sourceOf: Source,
  above: readonly string[],
): UsedExercise[] {
  return ids.flatMap((id) => {
    const used = all.get(id);
    if (used === undefined || above.includes(id)) return [];
    const uses = listUses(used.uses, all, sourceOf, [...above, id]);
    return [{ id, exports: used.exports, source: sourceOf(used), uses }];
  });
}
