/** In development: the author's tools for an exercise, given the sandbox that learners' code runs in. */
import { useCallback } from "react";
import ExerciseTools from "../author/ExerciseTools.tsx";
import type { Grade } from "../author/matrix.ts";
import type { Exercise } from "../lesson/types.ts";
import type { CodeState } from "../workbench/types.ts";
import { loadUses } from "./uses.ts";

export default function ForAuthors({ exercise, code }: { exercise: Exercise; code: CodeState }) {
  const grade = useCallback<Grade>(
    async (source, signal) => {
      const { grade: run } = await import("../sandbox/grade.ts");
      // Reference solutions, as in `course check`: what the author has passed meanwhile is not at stake.
      const uses = await loadUses(exercise, () => undefined);
      return run(exercise.id, source, { uses, signal });
    },
    [exercise],
  );
  return <ExerciseTools exercise={exercise} code={code} grade={grade} />;
}
