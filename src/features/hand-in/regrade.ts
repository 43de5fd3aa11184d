/** Grades hand-ins again, one run after the other, and collects claimed and found results. */
import type { GradeOutcome } from "../../sandbox/types.ts";
import { claimOnly, compare, notHandedIn, type Comparison } from "./compare.ts";
import type { HandIn, Submitted } from "./hand-in.ts";
import { readHandIn, type ReadHandIn } from "./read-hand-in.ts";

/** A file that was not graded, and why: it is unreadable, the run was stopped, or its name says that it is something else. */
export interface Ungraded {
  file: string;
  kind: "unreadable" | "stopped" | "other";
  message: string;
}

export type Regraded =
  | Ungraded
  /** `edited`: the file was changed after it was saved. */
  | { file: string; kind: "graded"; handIn: HandIn; edited: boolean; comparisons: Comparison[] };

/** Exercise -> the learner's own code for other exercises to import, if it was handed in as passed. */
export type Passed = Readonly<Record<string, string>>;

/** @param signal stops the run at once */
export type Grade = (
  exercise: string,
  code: string,
  passed: Passed,
  signal?: AbortSignal,
) => Promise<GradeOutcome>;

/** Limit for all runs of one hand-in together. An honest one needs seconds. */
const FILE_BUDGET_MS = 120_000;

/** A bad file affects only itself: the next one is still graded. */
export async function regradeOne(
  file: { name: string; text: string },
  known: ReadonlySet<string>,
  grade: Grade,
  stop?: AbortSignal,
): Promise<Regraded> {
  return regradeRead(file.name, readHandIn(file.text), known, grade, stop);
}

export async function regradeRead(
  file: string,
  read: ReadHandIn,
  known: ReadonlySet<string>,
  grade: Grade,
  stop?: AbortSignal,
  budgetMs = FILE_BUDGET_MS,
): Promise<Regraded> {
  if (!read.ok) return { file, kind: "unreadable", message: read.message };
  const { handIn, edited } = read;
  const passed: Passed = Object.fromEntries(
    handIn.exercises
      .filter(({ language, report }) => language === "typescript" && report?.passed)
      .map(({ exercise, code }) => [exercise, code]),
  );
  const budget = AbortSignal.timeout(budgetMs);
  const signal = stop ? AbortSignal.any([stop, budget]) : budget;
  const comparisons: Comparison[] = [];
  for (const submitted of handIn.exercises) {
    const outcome = signal.aborted ? OVER : await outcomeOf(submitted, known, grade, passed, signal);
    // A run cut short by the budget says so.
    comparisons.push(
      comparisonOf(
        submitted,
        budget.aborted && outcome?.kind !== "report" && outcome?.kind !== "does-not-compile" ? OVER : outcome,
      ),
    );
  }
  if (stop?.aborted) return stopped(file);
  const handedIn = new Set(handIn.exercises.map(({ exercise }) => exercise));
  for (const exercise of known) if (!handedIn.has(exercise)) comparisons.push(notHandedIn(exercise));
  return { file, kind: "graded", handIn, edited, comparisons };
}

export const stopped = (file: string): Ungraded => ({
  file,
  kind: "stopped",
  message: "stopped before this file was graded",
});

const OVER: GradeOutcome = {
  kind: "failed",
  message: `the runs of this hand-in took longer than ${FILE_BUDGET_MS / 1000} s`,
};

/** @returns undefined for code that is never run */
async function outcomeOf(
  { exercise, language, code }: Submitted,
  known: ReadonlySet<string>,
  grade: Grade,
  passed: Passed,
  signal: AbortSignal,
): Promise<GradeOutcome | undefined> {
  if (language === "rust") return undefined;
  if (!known.has(exercise)) return { kind: "failed", message: "unknown exercise in this course" };
  try {
    return await grade(exercise, code, passed, signal);
  } catch (error) {
    return { kind: "failed", message: String(error) };
  }
}

function comparisonOf(submitted: Submitted, outcome: GradeOutcome | undefined): Comparison {
  if (submitted.language === "rust") return claimOnly(submitted);
  const { exercise, report } = submitted;
  return { ...compare(report, outcome ?? OVER), exercise };
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
