/** An exercise as its answer in Rust is worked on: the same but for the code, and with records of its own. */
import type { Exercise } from "../course/types.ts";
import { recordIdOf } from "./language.ts";
import { GLUE } from "../course/rust-checks.ts";

/**
 * Its id names the learner's records; the report and the checks speak of the exercise itself. What it uses is not
 * imported, as in TypeScript, but can be brought in.
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
