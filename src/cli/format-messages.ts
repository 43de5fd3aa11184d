/** What the checks say to the wrong answers, as a page to be read as a whole. */
import type { CheckResult } from "../../harness/report.ts";
import type { ExerciseMatrix, Row } from "./kill-matrix.ts";

/** Of each wrong answer what a learner reads first, and what the answer was written for. */
export function formatMessages(language: string, { exercise, rows }: ExerciseMatrix): string {
  const sections = rows.map((row) => `## ${row.name}\n\n${told(row).map(item).join("\n\n")}\n`);
  return [`# ${exercise} in ${language}\n`, ...sections].join("\n");
}

function told({ claim, checks }: Row): CheckResult[] {
  const failed = checks.filter(({ status }) => status === "fail" || status === "error");
  return failed.filter(({ id }, index) => index === 0 || id === claim.check);
}

function item({ id, message, hint }: CheckResult): string {
  return `- **${id}** ${message}${hint === undefined ? "" : `\n  *${hint}*`}`;
}
