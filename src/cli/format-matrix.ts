/** The kill matrix as text: a line for each wrong answer, a column for each check. */
import type { CheckResult } from "../../harness/report.ts";
import { counted } from "../lib/words.ts";
import { formatProblem } from "../course/problem.ts";
import { killersAlone } from "./judge-checks.ts";
import type { ExerciseMatrix, Row } from "./kill-matrix.ts";

/** ● the check that the answer names, × another that also fails, · one that passes, blank if it did not run. */
export function formatMatrix(matrix: ExerciseMatrix): string {
  const { exercise, checks, rows, problems } = matrix;
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const lines = [
    `${exercise}: ${counted(checks.length, "check")}, ${counted(rows.length, "wrong answer")}`,
    "",
    ...checks.map(({ id, title }, index) => `  ${String(index + 1).padStart(3)} ${id}: ${title}`),
    "",
    `  ${"".padEnd(width)} ${checks.map((_, index) => String(index + 1).padStart(3)).join("")}`,
    ...rows.map(
      (row) => `  ${row.name.padEnd(width)} ${checks.map(({ id }) => `  ${mark(row, id)}`).join("")}`,
    ),
    "",
    ...notes(matrix),
    ...problems.map((problem) => `${formatProblem(problem)}\n`),
  ];
  return `${lines.join("\n")}\n`;
}

function mark({ claim, checks }: Row, id: string): string {
  const status = checks.find((check) => check.id === id)?.status;
  if (kills(status)) return claim.check === id ? "●" : "×";
  return status === "pass" ? "·" : " ";
}

function kills(status: CheckResult["status"] | undefined): boolean {
  return status === "fail" || status === "error";
}

/** Those without a reason are problems, below. */
function notes({ checks, rows }: ExerciseMatrix): string[] {
  const alone = killersAlone(rows);
  const shared = checks.filter(({ id }) => !alone.has(id)).map(({ id }) => id);
  return shared.length === 0 ? [] : [`  kill nothing that no other check kills: ${shared.join(", ")}`];
}
