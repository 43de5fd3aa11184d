/** Formats a report or compile errors as text; output of the learner's code cannot control the terminal. */
import { indented, oneLine, visible } from "../lib/visible.ts";
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
    `${oneLine(`${file}: ${report.exercise}`)}, ${report.passed ? "passed" : "not passed"}, ${passed} of ${report.checks.length} checks`,
    ...(report.doubt ? [`  ${report.doubt.kind.toUpperCase()}: ${oneLine(report.doubt.message)}`] : []),
    ...report.checks.flatMap((check) => formatCheck(file, check)),
  ];
  if (report.logs.length > 0) {
    lines.push(
      "  console:",
      ...report.logs.map(
        ({ level, text }) => `    ${level === "log" ? "" : `${level}: `}${indented(text, " ".repeat(6))}`,
      ),
    );
    if (report.logsDropped > 0) lines.push(`    … and ${report.logsDropped} more lines`);
  }
  return `${lines.join("\n")}\n`;
}

function formatCheck(
  file: string,
  { id, title, status, message, hint, position, seed }: CheckResult,
): string[] {
  const lines = [`  ${MARK[status].padEnd(5)} ${oneLine(`${id}: ${title}`)}`];
  const indent = " ".repeat(8);
  if (message !== "") lines.push(indent + indented(message, indent));
  if (hint !== undefined) lines.push(indent + indented(hint, indent));
  if (position) lines.push(`${indent}at ${oneLine(file)}:${position.line}:${position.column}`);
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
  // Tabs stay tabs, so that the caret lines up.
  const indent = " ".repeat(gutter.length) + lineText.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [
    `${oneLine(file)}:${line}:${column}: error: ${indented(message, "  ")}`,
    gutter + visible(lineText),
    indent + "^".repeat(Math.max(1, length)),
    ...notes.map((note) => `  ${indented(note, "  ")}`),
  ];
}
