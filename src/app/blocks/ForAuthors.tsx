/** In development: the author's tools for an exercise, given the sandbox that learners' code runs in. */
import { useCallback } from "react";
import ExerciseTools from "../../features/author-tools/ExerciseTools.tsx";
import type { Grade } from "../../features/author-tools/matrix.ts";
import type { Exercise } from "../../course/types.ts";
import type { CodeState } from "../../progress/code.ts";
import { grading } from "../../sandbox/parts.ts";
import { loadUses } from "../../features/exercise/uses.ts";

export default function ForAuthors({ exercise, code }: { exercise: Exercise; code: CodeState }) {
  const grade = useCallback<Grade>(
    async (source, signal) => {
      const { grade: run } = await grading.load();
      // Imports get the reference solutions, as in `course check`, whatever the author has passed in this browser.
      const uses = await loadUses(exercise, () => undefined);
      return run(exercise.id, source, { uses, signal });
    },
    [exercise],
  );
  return <ExerciseTools exercise={exercise} code={code} grade={grade} />;
}
