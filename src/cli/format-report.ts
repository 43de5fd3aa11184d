/** A report and a compiler's errors as text for people. */
import type { CheckResult, Report } from "../../harness/report.ts";
import type { Diagnostic } from "../sandbox/types.ts";

const MARK: Record<CheckResult["status"], string> = {
  pass: "ok",
  fail: "FAIL",
  todo: "todo",
  error: "ERROR",
  "not-run": "-",
};

export function formatReport(file: string, report: Report): string {
  const passed = report.checks.filter(({ status }) => status === "pass").length;
  const lines = [
    `${file}: ${report.exercise}, ${report.passed ? "passed" : "not passed"}, ${passed} of ${report.checks.length} checks`,
    ...(report.doubt ? [`  ${report.doubt.kind.toUpperCase()}: ${report.doubt.message}`] : []),
    ...report.checks.flatMap((check) => formatCheck(file, check)),
  ];
  if (report.logs.length > 0) {
    lines.push(
      "  console:",
      ...report.logs.map(({ level, text }) => `    ${level === "log" ? "" : `${level}: `}${text}`),
    );
    if (report.logsDropped > 0) lines.push(`    … and ${report.logsDropped} more lines`);
  }
  return `${lines.join("\n")}\n`;
}

function formatCheck(
  file: string,
  { id, title, status, message, hint, position, seed }: CheckResult,
): string[] {
  const lines = [`  ${MARK[status].padEnd(5)} ${id}: ${title}`];
  const indent = " ".repeat(8);
  if (message !== "") lines.push(`${indent}${message}`);
  if (hint !== undefined) lines.push(`${indent}${hint}`);
  if (position) lines.push(`${indent}at ${file}:${position.line}:${position.column}`);
  if (seed !== undefined) lines.push(`${indent}seed ${seed}`);
  return lines;
}

/** As a compiler prints them: the place, the line, and a caret under it. */
export function formatDiagnostics(file: string, errors: readonly Diagnostic[]): string {
  return errors.map((error) => `${formatDiagnostic(file, error).join("\n")}\n`).join("");
}

function formatDiagnostic(
  file: string,
  { message, line, column, length, lineText, notes }: Diagnostic,
): string[] {
  const gutter = ` ${line} │ `;
  // Tabs stay tabs, so that the caret stands under what it points at.
  const indent = " ".repeat(gutter.length) + lineText.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [
    `${file}:${line}:${column}: error: ${message}`,
    gutter + lineText,
    indent + "^".repeat(Math.max(1, length)),
    ...notes.map((note) => `  ${note}`),
  ];
}
