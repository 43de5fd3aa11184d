/** Grades hand-ins again, one run after the other, and collects what was claimed beside what was found. */
import type { GradeOutcome } from "../../sandbox/types.ts";
import { claimOnly, compare, type Comparison } from "./compare.ts";
import type { HandIn, Submitted } from "./hand-in.ts";
import { readHandIn } from "./read-hand-in.ts";

export interface HandInFile {
  name: string;
  text: string;
}

export type Regraded =
  | { file: string; kind: "unreadable"; message: string }
  /** `edited`: the file was changed after it had been saved. */
  | { file: string; kind: "graded"; handIn: HandIn; edited: boolean; comparisons: Comparison[] };

/** @param passed the learner's own code for an exercise that this one imports, where it was handed in and passed */
export type Grade = (
  exercise: string,
  code: string,
  passed: (exercise: string) => string | undefined,
) => Promise<GradeOutcome>;

/** A faulty file costs itself only: whatever it does, the next one is graded. */
export async function regradeOne(
  file: HandInFile,
  known: ReadonlySet<string>,
  grade: Grade,
): Promise<Regraded> {
  const parsed = readHandIn(file.text);
  if (!parsed.ok) return { file: file.name, kind: "unreadable", message: parsed.message };
  const { handIn, edited } = parsed;
  const passed = (id: string) =>
    handIn.exercises.find(
      ({ exercise, language, report }) => exercise === id && language === "typescript" && report?.passed,
    )?.code;
  const comparisons: Comparison[] = [];
  for (const submitted of handIn.exercises)
    comparisons.push(await regradeExercise(submitted, known, grade, passed));
  return { file: file.name, kind: "graded", handIn, edited, comparisons };
}

async function regradeExercise(
  submitted: Submitted,
  known: ReadonlySet<string>,
  grade: Grade,
  passed: (exercise: string) => string | undefined,
): Promise<Comparison> {
  if (submitted.language === "rust") return claimOnly(submitted);
  const { exercise, code, report } = submitted;
  const outcome: GradeOutcome = known.has(exercise)
    ? await grade(exercise, code, passed).catch((error: unknown) => ({
        kind: "failed" as const,
        message: String(error),
      }))
    : { kind: "failed", message: "this course has no such exercise" };
  return { ...compare(report, outcome), exercise };
}

/** Which checks fail most, over all hand-ins. */
export function failingMost(all: readonly Regraded[]): { exercise: string; check: string; count: number }[] {
  const counts = new Map<string, { exercise: string; check: string; count: number }>();
  for (const one of all)
    if (one.kind === "graded")
      for (const { exercise, failing } of one.comparisons)
        for (const check of failing) {
          const key = `${exercise} ${check}`;
          const known = counts.get(key) ?? { exercise, check, count: 0 };
          counts.set(key, { ...known, count: known.count + 1 });
        }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || (a.check < b.check ? -1 : 1));
}
