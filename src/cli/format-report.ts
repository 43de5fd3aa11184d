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

export function formatDiagnostics(file: string, errors: readonly Diagnostic[]): string {
  return errors
    .map(({ message, line, column, length, lineText, notes }) => {
      const gutter = String(line);
      const caret = `${" ".repeat(gutter.length + 3)}${lineText.slice(0, column - 1).replace(/[^\t]/g, " ")}${"^".repeat(Math.max(1, length))}`;
      return `${[`${file}:${line}:${column}: error: ${message}`, ` ${gutter} │ ${lineText}`.slice(0), caret, ...notes.map((note) => `  ${note}`)].join("\n")}\n`;
    })
    .join("");
}
