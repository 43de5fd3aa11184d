/** Finds the exercises by reading lessons/. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compileExercise, contentHash, exerciseFolders } from "../lesson/exercise.ts";
import { readAllCourseFiles } from "../lesson/files.ts";
import { plain } from "../lesson/highlight.ts";
import type { Exercise } from "../course/types.ts";

/** `week-01/gather`, for each folder with an exercise.yaml, in alphabetical order. */
export async function exerciseIds(root: string): Promise<string[]> {
  const files = await readdir(join(root, "lessons"), { recursive: true });
  return files
    .map((file) => /^([^/\\]+)[/\\]([^/\\]+)[/\\]exercise\.yaml$/.exec(file))
    .flatMap((match) => (match ? [`${match[1]}/${match[2]}`] : []))
    .toSorted();
}

/** Every exercise with a readable exercise.yaml, uncoloured; `check` reports problems with the others. */
export async function exercisesOf(root: string): Promise<Map<string, Exercise>> {
  const files = await readAllCourseFiles(root);
  const compiled = exerciseFolders(files).map((id) => compileExercise(files, id, plain, []).exercise);
  return new Map(compiled.flatMap((exercise) => (exercise === null ? [] : [[exercise.id, exercise]])));
}

/** The exercise's content hash, same as on the page. */
export async function contentHashOf(root: string, exercise: string): Promise<string> {
  return contentHash(await readAllCourseFiles(root), exercise);
}
