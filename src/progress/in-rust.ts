/** The Rust variant of an exercise: other code and separate records, otherwise the same. */
import type { Exercise } from "../course/types.ts";
import { recordIdOf } from "./language.ts";
import { GLUE } from "../course/rust-checks.ts";

/**
 * Its id names the learner's records; the report and the checks use the exercise's own id. The exercises it
 * uses are not imported, as in TypeScript, but can be brought in.
 */
export function inRust(exercise: Exercise): Exercise | undefined {
  if (exercise.rust === undefined || !(exercise.id in GLUE)) return undefined;
  return {
    ...exercise,
    ...exercise.rust,
    id: inRustId(exercise.id),
    uses: exercise.uses.map(inRustId),
  };
}

const inRustId = (id: string): string => recordIdOf(id, "rust");
