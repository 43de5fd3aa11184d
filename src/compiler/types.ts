/** The compiler's output: one script with its source map, or errors with positions in the learner's file. */

/** Positions count from 1; columns and `length` are UTF-16 units, as in the editor. */
export interface Diagnostic {
  message: string;
  line: number;
  column: number;
  length: number;
  lineText: string;
  notes: string[];
}

export type Compiled =
  { ok: true; script: string; map: string; warnings: Diagnostic[] } | { ok: false; errors: Diagnostic[] };

/** An earlier exercise whose code the learner's file may import, `import { Histogram } from "week-01/histogram"`. */
export interface UsedExercise {
  /** `week-01/histogram` */
  id: string;
  exports: readonly string[];
  /** TypeScript: the learner's passing code, or the reference solution. */
  source: string;
  /** Modules that this code may import in turn. */
  uses: readonly UsedExercise[];
}
