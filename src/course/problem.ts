/** A problem and its place, in the one shape that the command, the build and the dev overlay show. */
import { closest } from "../lib/closest.ts";
import type { Rule } from "./rules.ts";

/** Part of a file, in UTF-16 offsets; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** `line` and `column` count from 1, columns in UTF-16 units. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  /** How many columns the caret underlines. */
  length: number;
  rule: Rule;
  /** Left out of an error. A warning does not stop a build; `course check --strict` takes it for an error. */
  severity?: "warning";
  message: string;
  /** What to write instead. */
  help?: string;
  /** The line of the source, for the code frame; empty when the file as a whole is meant. */
  text: string;
}

/** What a block or fence without an end, or front matter without one, brings with it. */
const CONSEQUENCES: ReadonlySet<Rule> = new Set<Rule>([
  "checkbox",
  "dangling-reference",
  "dead-anchor",
  "empty-block",
  "fence-language",
  "hint",
  "misplaced-block",
  "no-choices",
  "no-explanation",
  "no-right-choice",
  "no-wrong-choice",
  "stray-fence",
  "week-section",
]);

/** One text file with its path from the repository's root, and the list that its problems go to. */
export class SourceFile {
  readonly file: string;
  readonly text: string;
  readonly #problems: Problem[];
  #isCutUp = false;
  readonly #lineStarts: number[] = [0];

  constructor(file: string, text: string, problems: Problem[]) {
    this.file = file;
    this.text = text;
    this.#problems = problems;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1))
      this.#lineStarts.push(at + 1);
  }

  /** A mistake above changed where blocks begin and end: what only follows from it is left out from now on. */
  cutUp(): void {
    this.#isCutUp = true;
  }

  get isCutUp(): boolean {
    return this.#isCutUp;
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  /** The line that `offset` is on, without its line feed; `number` counts from 1. */
  lineAt(offset: number): Span & { number: number; text: string } {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#lineStarts[low] ?? 0;
    const next = this.#lineStarts[low + 1];
    const end = next === undefined ? this.text.length : next - 1;
    return { start, end, number: low + 1, text: this.text.slice(start, end) };
  }

  /** Both count from 1. */
  offsetAt(line: number, column: number): number {
    return (this.#lineStarts[line - 1] ?? this.text.length) + column - 1;
  }

  /** Every line that `span` touches. */
  lines(span: Span): ReturnType<SourceFile["lineAt"]>[] {
    const lines = [];
    for (let at = span.start; at <= span.end && at <= this.text.length;) {
      const line = this.lineAt(at);
      lines.push(line);
      at = line.end + 1;
      if (at >= span.end) break;
    }
    return lines;
  }

  warn(rule: Rule, span: Span, message: string, help?: string): void {
    this.report(rule, span, message, help);
    const last = this.#problems.at(-1);
    if (last !== undefined) last.severity = "warning";
  }

  report(rule: Rule, span: Span, message: string, help?: string): void {
    if (this.#isCutUp && CONSEQUENCES.has(rule)) return;
    const line = this.lineAt(Math.min(span.start, this.text.length));
    const column = Math.min(span.start, this.text.length) - line.start + 1;
    const length = Math.max(1, Math.min(span.end, line.end) - span.start);
    this.#problems.push({
      file: this.file,
      line: line.number,
      column,
      length,
      rule,
      message,
      ...(help === undefined ? {} : { help }),
      text: line.text,
    });
  }
}

/** A problem of a whole file or folder, without a position in it. */
export function fileProblem(file: string, rule: Rule, message: string, help?: string): Problem {
  return {
    file,
    line: 1,
    column: 1,
    length: 1,
    rule,
    message,
    ...(help === undefined ? {} : { help }),
    text: "",
  };
}

export function isError({ severity }: Problem): boolean {
  return severity === undefined;
}

/** `did you mean "exercise"?`, or the choices if none is similar. */
export function suggest(
  wrong: string,
  candidates: readonly string[],
  listed: readonly string[] = candidates,
): string | undefined {
  const near = closest(wrong, candidates);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (listed.length === 0) return undefined;
  const few = listed.slice(0, 15);
  return `available: ${few.join(", ")}${few.length < listed.length ? ", …" : ""}`;
}

/** By file, then from top to bottom. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}

/** Formatted like a compiler's error: place, message, the line with a caret, what to write instead. */
export function formatProblem(problem: Problem): string {
  const lines = [
    `${problem.file}:${problem.line}:${problem.column} ${problem.severity ?? "error"}[${problem.rule}]: ${problem.message}`,
  ];
  const frame = codeFrame(problem);
  if (frame !== "") lines.push(frame);
  if (problem.help !== undefined) lines.push(`  = help: ${problem.help}`);
  return lines.join("\n");
}

/** The numbered source line and the caret below it; a long line is cut around the caret. */
export function codeFrame(problem: Problem): string {
  if (problem.text === "") return "";
  const widest = 96;
  const length = Math.min(problem.length, 60);
  const from = problem.column - 1 + length <= widest ? 0 : problem.column - 1 + length - widest + 12;
  const to = from + widest;
  const shown = problem.text.slice(from, to).replaceAll("\t", " ");
  const line = `${from > 0 ? "…" : ""}${shown}${to < problem.text.length ? "…" : ""}`;
  const caret = " ".repeat(problem.column - 1 - from + (from > 0 ? 1 : 0)) + "^".repeat(length);
  return `${String(problem.line).padStart(5)} | ${line}\n      | ${caret}`;
}
