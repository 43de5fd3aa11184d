/** Resolves `week-01`, `week-01/gather` or `gather` to exercises. */
import { suggest } from "../course/problem.ts";

export type Found = { ids: string[] } | { message: string };

/**
 * @param all ids of every exercise, `week-01/gather`
 * @param others other valid names without an exercise: a week or a lesson
 */
export function findExercises(wanted: string, all: readonly string[], others: readonly string[] = []): Found {
  const name = wanted.replace(/\/$/, "");
  const within = all.filter((id) => id === name || id.startsWith(`${name}/`));
  if (within.length > 0) return { ids: within };
  if (others.includes(name)) return { ids: [] };
  const named = all.filter((id) => id.split("/").at(-1) === name);
  if (named.length === 1) return { ids: named };
  if (named.length > 1)
    return { message: `ambiguous name "${wanted}": ${named.join(" or ")}; write the full name` };
  const near = suggest(name, [...all, ...all.map((id) => id.split("/").at(-1) ?? id)], []);
  return {
    message: `unknown exercise "${wanted}"${near === undefined ? "" : `, ${near}`}; available: ${all.join(", ")}`,
  };
}

/** For a command that takes exactly one. */
export function findExercise(wanted: string, all: readonly string[]): { id: string } | { message: string } {
  const found = findExercises(wanted, all);
  if ("message" in found) return found;
  const [id, ...more] = found.ids;
  if (id === undefined || more.length > 0)
    return { message: `"${wanted}" is a week; name one of its exercises: ${found.ids.join(", ")}` };
  return { id };
}
