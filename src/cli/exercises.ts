/** The exercises that there are, read from lessons/ and not from a list. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { contentHash } from "../lesson/exercise.ts";
import { readCourseFiles } from "../lesson/files.ts";

/** `week-01/gather`, for each folder that has an exercise.yaml, in alphabetical order. */
export async function exerciseIds(root: string): Promise<string[]> {
  const files = await readdir(join(root, "lessons"), { recursive: true });
  return files
    .map((file) => /^([^/\\]+)[/\\]([^/\\]+)[/\\]exercise\.yaml$/.exec(file))
    .flatMap((match) => (match ? [`${match[1]}/${match[2]}`] : []))
    .toSorted();
}

/** The exercise's content hash, the same as the page's. */
export async function contentHashOf(root: string, exercise: string): Promise<string> {
  return contentHash(await readCourseFiles(root), exercise);
}
