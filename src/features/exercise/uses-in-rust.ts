/** Earlier exercises whose code an answer in Rust uses: the learner's own that passed, or the reference solution. */
import { loadExercise } from "../../course/data.ts";
import { inRust, type ExerciseInRust } from "../../progress/in-rust.ts";
import { exerciseOf } from "../../progress/language.ts";
import { useProgress, valueOf } from "../../progress/store.ts";

/**
 * @returns exercise id -> code, of all that the exercise uses, directly or not
 * @throws when a part of the course did not load
 */
export async function usedInRust(
  exercise: ExerciseInRust,
  into: Record<string, string> = {},
): Promise<Record<string, string>> {
  // The exercises of Week 1 bring code in instead.
  if (exercise.checks === undefined) return into;
  for (const id of exercise.uses) {
    if (exerciseOf(id) in into) continue;
    const used = inRust(await loadExercise(exerciseOf(id)));
    if (used === undefined) continue;
    into[exerciseOf(id)] = valueOf(useProgress.getState().records, "result", id)?.passedCode ?? used.solution;
    await usedInRust(used, into);
  }
  return into;
}
