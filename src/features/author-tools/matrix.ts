/** The kill matrix in the page: each file of an exercise, run in the sandbox that learners' code runs in. */
import type { CheckResult } from "../../../harness/report.ts";
import { brokenPromises, claimOf, roleOf } from "../../course/claims.ts";
import { fileProblem, formatProblem } from "../../course/problem.ts";
import type { Exercise, WrongAnswer } from "../../course/types.ts";
import type { GradeOutcome } from "../../sandbox/types.ts";

export type Grade = (source: string, signal: AbortSignal) => Promise<GradeOutcome>;

export interface MatrixRow {
  /** Path within the exercise's folder. */
  path: string;
  /** The check that must fail; empty for solution and stub. */
  named: string;
  /** Check id -> its status. */
  statuses: ReadonlyMap<string, CheckResult["status"]>;
  /** In the words of `course check`. */
  problems: string[];
}

/** Solution and stub first: they give the columns, and if they fail, so does everything else. */
export function filesOf(
  exercise: Exercise,
  wrong: readonly WrongAnswer[],
): { path: string; source: string }[] {
  return [
    { path: "solution.ts", source: exercise.solution },
    { path: "stub.ts", source: exercise.stub },
    ...wrong.map(({ name, source }) => ({ path: `wrong/${name}.ts`, source })),
  ];
}

export async function runMatrix(
  exercise: Exercise,
  wrong: readonly WrongAnswer[],
  { grade, signal, onRow }: { grade: Grade; signal: AbortSignal; onRow: (row: MatrixRow) => void },
): Promise<void> {
  for (const { path, source } of filesOf(exercise, wrong)) {
    const outcome = await grade(source, signal);
    if (signal.aborted) return;
    onRow(rowOf(`lessons/${exercise.id}/${path}`, path, source, outcome));
  }
}

function rowOf(file: string, path: string, source: string, outcome: GradeOutcome): MatrixRow {
  const checks = outcome.kind === "report" ? outcome.report.checks : [];
  const role = roleOf(path);
  const problems =
    outcome.kind === "report"
      ? brokenPromises(file, source, role, checks).map(formatProblem)
      : [whyUngraded(file, outcome)];
  return {
    path,
    named: role === "wrong" ? claimOf(source).check : "",
    statuses: new Map(checks.map(({ id, status }) => [id, status])),
    problems,
  };
}

function whyUngraded(file: string, outcome: Exclude<GradeOutcome, { kind: "report" }>): string {
  if (outcome.kind !== "does-not-compile") {
    const message = outcome.kind === "failed" ? outcome.message : "the run was cancelled";
    return formatProblem(fileProblem(file, "not-gradable", message));
  }
  return outcome.errors
    .map(({ line, column, message }) => `${file}:${line}:${column} error[does-not-compile]: ${message}`)
    .join("\n");
}
