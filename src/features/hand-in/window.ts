/** The regrade page's API for `course regrade`, which opens it in a browser: the same sandbox without the interface. */
import type { Aliases } from "../../course/aliases.ts";
import type { GradeOutcome } from "../../sandbox/types.ts";
import type { Passed } from "./regrade.ts";

interface CourseRegrade {
  /** The ids of the course's exercises. */
  exercises: readonly string[];
  aliases: Aliases | undefined;
  grade(exercise: string, code: string, passed: Passed): Promise<GradeOutcome>;
}

declare global {
  interface Window {
    courseRegrade?: CourseRegrade;
  }
}
