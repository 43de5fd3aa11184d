/** Tests the tests: each exercise's solution must pass, its stub must be `todo`, each wrong answer must meet the check it names. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gradeInNode } from "../sandbox/node.ts";
import type { CheckResult } from "../../harness/report.ts";
import { concurrently } from "./concurrently.ts";
import { exerciseIds } from "./exercises.ts";
import { formatMatrix } from "./format-matrix.ts";

/** What a `wrong/*.ts` says of itself in its first lines. */
interface Claim {
  /** The id of the check that must fail. */
  check: string;
  /** Part of that check's message. */
  says: string;
}

export interface Row {
  name: string;
  claim: Claim;
  checks: CheckResult[];
}

export interface ExerciseMatrix {
  exercise: string;
  checks: Pick<CheckResult, "id" | "title">[];
  rows: Row[];
  problems: string[];
}

/** Workers at a time: a grading run is one thread at work, and the machine may be small. */
const AT_ONCE = 2;

/**
 * Grades every file of every exercise below `root`/lessons and prints a matrix for each.
 * @returns how many claims did not hold
 */
export async function checkExercises(
  root: string,
  write: (text: string) => void,
): Promise<{ problems: number }> {
  let problems = 0;
  for (const exercise of await exerciseIds(root)) {
    const matrix = await killMatrix(root, exercise);
    problems += matrix.problems.length;
    write(formatMatrix(matrix));
  }
  return { problems };
}

export async function killMatrix(root: string, exercise: string): Promise<ExerciseMatrix> {
  const folder = join(root, "lessons", exercise);
  const names = (await readdir(join(folder, "wrong")).catch(() => []))
    .filter((name) => name.endsWith(".ts"))
    .toSorted();
  const files = ["solution.ts", "stub.ts", ...names.map((name) => join("wrong", name))];
  const matrix: ExerciseMatrix = { exercise, checks: [], rows: [], problems: [] };
  const graded = await concurrently(AT_ONCE, files, async (file) => {
    const source = await readFile(join(folder, file), "utf8");
    return { file, source, outcome: await gradeInNode(exercise, source) };
  });
  for (const { file, source, outcome } of graded) {
    const say = (problem: string): void =>
      void matrix.problems.push(`lessons/${exercise}/${file}: ${problem}`);
    if (outcome.kind !== "report") {
      say(
        outcome.kind === "does-not-compile"
          ? `does not compile: ${outcome.errors[0]?.message}`
          : `could not be graded: ${"message" in outcome ? outcome.message : outcome.kind}`,
      );
      continue;
    }
    const { checks } = outcome.report;
    if (file === "solution.ts") {
      matrix.checks = checks.map(({ id, title }) => ({ id, title }));
      for (const result of checks) if (result.status !== "pass") say(`must pass; ${shown(result)}`);
    } else if (file === "stub.ts") {
      for (const result of checks)
        if (result.status !== "todo") say(`must be todo throughout; ${shown(result)}`);
    } else {
      const claim = claimOf(source);
      matrix.rows.push({ name: file.replace(/^wrong.|\.ts$/g, ""), claim, checks });
      const problem = unmet(claim, checks);
      if (problem !== undefined) say(problem);
    }
  }
  return matrix;
}

function claimOf(source: string): Claim {
  const [check = "", says = ""] = ["check", "says"].map((name) =>
    new RegExp(`^// ${name}: *(.*)$`, "m").exec(source)?.[1]?.trim(),
  );
  return { check, says };
}

function unmet({ check, says }: Claim, checks: readonly CheckResult[]): string | undefined {
  if (check === "" || says === "")
    return "must open with `// check: <check id>` and `// says: <part of its message>`";
  const result = checks.find(({ id }) => id === check);
  if (result === undefined) return `names a check that there is not: ${check}`;
  if (result.status !== "fail" && result.status !== "error") return `must fail ${check}; ${shown(result)}`;
  return result.message.includes(says) ? undefined : `must say "${says}"; ${shown(result)}`;
}

function shown({ id, status, message }: CheckResult): string {
  return `${id}: ${status}${message === "" ? "" : `, "${message}"`}`;
}
