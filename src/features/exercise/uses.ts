/** Earlier exercises that an exercise's code imports: the learner's own code that passed, or the reference solution. */
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Exercise } from "../../course/types.ts";
import { usedExercises } from "../../course/uses.ts";
import { useProgress, valueOf } from "../../progress/store.ts";
import { grading, measuring } from "../../sandbox/parts.ts";
import type { Measure, Runner, UsedExercise } from "../../sandbox/types.ts";
import { loadExercise } from "../../course/data.ts";

/** Exercise id -> code that passed its checks, if there is any. */
export type Passed = (exerciseId: string) => string | undefined;

/** @throws when a part of the course did not load */
export async function loadUses(exercise: Exercise, passed: Passed): Promise<UsedExercise[]> {
  const all = await withUsed(exercise);
  return usedExercises(exercise, all, ({ id, solution }) => passed(id) ?? solution);
}

export const loadUsesOf = async (id: string, passed: Passed): Promise<UsedExercise[]> =>
  loadUses(await loadExercise(id), passed);

/** The exercise and all that it uses, directly or not. */
async function withUsed(
  exercise: Exercise,
  into = new Map<string, Exercise>(),
): Promise<Map<string, Exercise>> {
  if (into.has(exercise.id)) return into;
  into.set(exercise.id, exercise);
  const used = await Promise.all(exercise.uses.map(loadExercise));
  for (const one of used) await withUsed(one, into);
  return into;
}

const passedOfLearner: Passed = (id) => valueOf(useProgress.getState().records, "result", id)?.passedCode;

/** Read when asked, so always current. */
const usesNow = (exercise: Exercise): Promise<UsedExercise[]> => loadUses(exercise, passedOfLearner);

/** Runs code with its imports; undefined if there is nothing to import, and the workbench uses its own runner. */
export function useRunner(exercise: Exercise): Runner | undefined {
  const imports = exercise.uses.length > 0;
  return useMemo(() => {
    if (!imports) return undefined;
    return async (id, source, options) => {
      const [{ grade }, uses] = await Promise.all([grading.load(), usesNow(exercise)]);
      return grade(id, source, { ...options, uses });
    };
  }, [exercise, imports]);
}

/** Measures code with what it imports. */
export function useMeasure(exercise: Exercise): Measure {
  return useCallback<Measure>(
    async (source, request) => {
      try {
        const [{ measure }, uses] = await Promise.all([measuring.load(), usesNow(exercise)]);
        return await measure(source, { ...request, uses });
      } catch (error) {
        // The first measurement loads the measuring code, which can also fail.
        return { kind: "failed", message: error instanceof Error ? error.message : String(error), logs: [] };
      }
    },
    [exercise],
  );
}

/** For the editor, which shows the types: module specifier -> TypeScript. */
export function useImportedCode(exercise: Exercise): Readonly<Record<string, string>> | undefined {
  const [code, setCode] = useState<Readonly<Record<string, string>>>();
  const mine = useProgress(({ records }) =>
    JSON.stringify(exercise.uses.map((id) => valueOf(records, "result", id)?.passedAt)),
  );
  useEffect(() => {
    if (exercise.uses.length === 0) return undefined;
    let current = true;
    // Without them the editor only shows fewer types; a run that needs them reports the error.
    usesNow(exercise).then(
      (uses) => current && setCode(Object.fromEntries(flat(uses).map(({ id, source }) => [id, source]))),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [exercise, mine]);
  return code;
}

const flat = (uses: readonly UsedExercise[]): UsedExercise[] =>
  uses.flatMap((used) => [used, ...flat(used.uses)]);
