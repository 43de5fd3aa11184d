/** An exercise as its answer in Rust is worked on: the same but for the code, and with records of its own. */
import type { Exercise } from "../lesson/types.ts";
import { RUST } from "../progress/derive.ts";
import { GLUE } from "./types.ts";

/** Its id names the learner's records; the report and the checks speak of the exercise itself. */
export function inRust(exercise: Exercise): Exercise | undefined {
  if (exercise.rust === undefined || !(exercise.id in GLUE)) return undefined;
  return { ...exercise, ...exercise.rust, id: `${exercise.id}${RUST}`, uses: [] };
}

/** `week-01/gather#rust` -> `week-01/gather` */
export function exerciseOf(id: string): string {
  return id.endsWith(RUST) ? id.slice(0, -RUST.length) : id;
}
