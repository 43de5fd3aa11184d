/** Formats the checks' messages about the wrong answers as one page for review. */
import type { CheckResult } from "../../harness/report.ts";
import type { ExerciseMatrix, Row } from "./kill-matrix.ts";

/** For each wrong answer the first message a learner reads and the message the answer is meant to get. */
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
