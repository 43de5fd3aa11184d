/** Merges a new stub into the learner's code when an instructor has changed the exercise. */
import { diff3Merge } from "node-diff3";

export interface Merge {
  text: string;
  /** Places where both changed the same lines; they are marked in the text. */
  conflicts: number;
}

/**
 * @param mine the learner's code
 * @param base the stub that they began with
 * @param theirs the stub as it is now
 */
export function mergeStub(mine: string, base: string, theirs: string): Merge {
  const lines = (text: string) => text.split("\n");
  let conflicts = 0;
  const merged = diff3Merge(lines(mine), lines(base), lines(theirs), { excludeFalseConflicts: true }).flatMap(
    (part) => {
      if (part.ok) return part.ok;
      if (!part.conflict) return [];
      conflicts++;
      return [
        "// <<<<<<< yours",
        ...part.conflict.a,
        "// ======= the new stub",
        ...part.conflict.b,
        "// >>>>>>>",
      ];
    },
  );
  return { text: merged.join("\n"), conflicts };
}
