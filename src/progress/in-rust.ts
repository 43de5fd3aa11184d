/** The Rust variant of an exercise: other code and separate records, otherwise the same. */
import type { Exercise, RustExercise } from "../course/types.ts";
import { recordIdOf } from "./language.ts";

export type ExerciseInRust = Exercise & Pick<RustExercise, "checks">;

/** Its id names the learner's records; the report and the checks use the exercise's own id. */
export function inRust(exercise: Exercise): ExerciseInRust | undefined {
  if (exercise.rust === undefined) return undefined;
  return {
    ...exercise,
    ...exercise.rust,
    id: inRustId(exercise.id),
    uses: exercise.uses.map(inRustId),
  };
}

const inRustId = (id: string): string => recordIdOf(id, "rust");
