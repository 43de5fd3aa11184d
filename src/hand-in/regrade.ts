/** Grades hand-ins again, one run after the other, and collects what was claimed beside what was found. */
import type { GradeOutcome } from "../sandbox/types.ts";
import { compare, type Comparison } from "./compare.ts";
import { toCsv } from "./csv.ts";
import { parseHandIn, type HandIn } from "./hand-in.ts";

export interface HandInFile {
  name: string;
  text: string;
}

export type Regraded =
  | { file: string; kind: "unreadable"; message: string }
  | { file: string; kind: "graded"; handIn: HandIn; comparisons: Comparison[] };

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
  const parsed = parseHandIn(file.text);
  if (!parsed.ok) return { file: file.name, kind: "unreadable", message: parsed.message };
  const passed = (id: string) =>
    parsed.handIn.exercises.find(({ exercise, report }) => exercise === id && report.passed)?.code;
  const comparisons: Comparison[] = [];
  for (const { exercise, code, report } of parsed.handIn.exercises) {
    const outcome: GradeOutcome = known.has(exercise)
      ? await grade(exercise, code, passed).catch((error: unknown) => ({
          kind: "failed" as const,
          message: String(error),
        }))
      : { kind: "failed", message: "this course has no such exercise" };
    comparisons.push({ ...compare(report, outcome), exercise });
  }
  return { file: file.name, kind: "graded", handIn: parsed.handIn, comparisons };
}

export function toTable(all: readonly Regraded[]): string {
  const head = [
    "file",
    "learner",
    "exercise",
    "claimed",
    "found",
    "of",
    "agreement",
    "failing",
    "differences",
    "BENCH",
    "note",
  ];
  const rows = all.flatMap((one) => {
    if (one.kind === "unreadable")
      return [[one.file, "", "", "", "", "", "unreadable", "", "", "", one.message]];
    const { learner, benches } = one.handIn;
    const bench = benches.at(-1)?.value;
    return one.comparisons.map((c) => [
      one.file,
      learner,
      c.exercise,
      c.claimed.passed,
      c.found.passed,
      c.found.total,
      c.agreement,
      c.failing.join(" "),
      c.differences.join("; "),
      bench === null || bench === undefined ? "" : bench.toFixed(2),
      c.note,
    ]);
  });
  return toCsv(head, rows);
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
