/** Runs the exercises' known wrong answers in the sandbox to see which checks each fails. */
import type { Grade } from "./regrade.ts";
import type { Signature } from "./resemblance.ts";

const sources = import.meta.glob<string>("/lessons/*/*/wrong/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});

const PATH = /^\/lessons\/([^/]+\/[^/]+)\/wrong\/([^/]+)\.ts$/;

/** Runs those of the given exercises, one after the other. */
export async function signatures(
  exercises: ReadonlySet<string>,
  grade: Grade,
  onProgress: (done: number, total: number) => void,
): Promise<Signature[]> {
  const wanted = Object.entries(sources).flatMap(([path, source]) => {
    const [, exercise = "", name = ""] = PATH.exec(path) ?? [];
    return exercises.has(exercise) ? [{ exercise, name, source }] : [];
  });
  const found: Signature[] = [];
  for (const [index, { exercise, name, source }] of wanted.entries()) {
    onProgress(index, wanted.length);
    const outcome = await grade(exercise, source, {});
    if (outcome.kind !== "report") continue;
    const failing = outcome.report.checks.filter(({ status }) => status !== "pass").map(({ id }) => id);
    found.push({ exercise, name, failing });
  }
  onProgress(wanted.length, wanted.length);
  return found;
}
