/** Tests the tests: each exercise's solution must pass, its stub must be `todo`, each wrong answer must meet the check it names. */
import { readdir, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { CheckResult } from "../../harness/report.ts";
import { brokenPromises, claimOf, roleOf } from "../course/claims.ts";
import type { Claim } from "../course/claims.ts";
import { fileProblem } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import type { Exercise } from "../course/types.ts";
import { usedExercises } from "../course/uses.ts";
import { gradeInNode } from "../sandbox/node.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { concurrently } from "./concurrently.ts";
import { faultsOf } from "./check-faults.ts";
import { exercisesOf } from "./exercises.ts";
import { missingExports } from "./exports-of.ts";
import { judgeChecks } from "./judge-checks.ts";

export interface Row {
  name: string;
  claim: Claim;
  checks: CheckResult[];
}

export interface ExerciseMatrix {
  exercise: string;
  checks: Pick<CheckResult, "id" | "title">[];
  rows: Row[];
  problems: Problem[];
}

/** Processes at a time: a grading run keeps one thread busy. */
const AT_ONCE = Math.max(2, availableParallelism());

/**
 * Grades every file of an exercise under `root`/lessons. @param all the course's exercises, for those that
 * this one uses @param without files of checks that cannot be loaded
 */
export async function killMatrix(
  root: string,
  exercise: string,
  all?: ReadonlyMap<string, Exercise>,
  without: readonly string[] = [],
): Promise<ExerciseMatrix> {
  const folder = `lessons/${exercise}`;
  all ??= await exercisesOf(root);
  const itself = all.get(exercise);
  const uses = itself === undefined ? [] : usedExercises(itself, all);
  const names = (await readdir(join(root, folder, "wrong")).catch(() => []))
    .filter((name) => name.endsWith(".ts"))
    .toSorted();
  const files = ["solution.ts", "stub.ts", ...names.map((name) => `wrong/${name}`)];
  const matrix: ExerciseMatrix = { exercise, checks: [], rows: [], problems: [] };
  const graded = await concurrently(AT_ONCE, files, async (file) => {
    const source = await readFile(join(root, folder, file), "utf8");
    return { file, source, outcome: await gradeInNode(exercise, source, { uses, without }) };
  });
  const faults = await faultsOf(root, exercise, graded);
  matrix.problems.push(...faults.problems);
  for (const { file, source, outcome } of graded) {
    const path = `${folder}/${file}`;
    if (outcome.kind !== "report") {
      matrix.problems.push(...ungraded(path, outcome));
      continue;
    }
    const role = roleOf(file);
    if (role === "solution") matrix.checks = outcome.report.checks.map(({ id, title }) => ({ id, title }));
    // A broken check says nothing about a file, nor do those that it kept from running.
    const checks = outcome.report.checks.filter(({ id }) => !faults.checks.has(id));
    if (role === "wrong" && faults.checks.has(claimOf(source).check)) continue;
    // What stands after an endless check did not run.
    if (faults.hangs) continue;
    if (role === "wrong") {
      const name = file.replace(/^wrong\/|\.ts$/g, "");
      matrix.rows.push({ name, claim: claimOf(source), checks });
    }
    matrix.problems.push(...brokenPromises(path, source, role, checks));
  }
  const yamlPath = `${folder}/exercise.yaml`;
  const yaml = { path: yamlPath, text: await readFile(join(root, yamlPath), "utf8").catch(() => "") };
  for (const { file, source } of graded) {
    if (roleOf(file) !== "wrong")
      matrix.problems.push(
        ...(await missingExports(`${folder}/${file}`, source, itself?.exports ?? [], yaml)),
      );
  }
  if (faults.checks.size === 0) await judgeChecks(root, matrix, matrix.problems);
  return matrix;
}

function ungraded(file: string, outcome: Exclude<GradeOutcome, { kind: "report" }>): Problem[] {
  if (outcome.kind !== "does-not-compile") {
    const message = outcome.kind === "failed" ? outcome.message : outcome.kind;
    return [fileProblem(file, "not-gradable", message)];
  }
  return outcome.errors.map(({ line, column, length, lineText, message, notes }) => ({
    file,
    line,
    column,
    length: Math.max(1, length),
    rule: "does-not-compile",
    message,
    ...(notes.length > 0 && { help: notes.join(" ") }),
    text: lineText,
  }));
}
