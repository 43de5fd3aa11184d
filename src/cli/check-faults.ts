/** Tells the mistakes of checks from those of the files that they ran on: each once, where it is in `harness/`. */
import type { CheckResult } from "../../harness/report.ts";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { checksFile } from "../lesson/checks.ts";
import { readAllCourseFiles } from "../lesson/files.ts";
import type { CourseFiles } from "../lesson/files.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { placeInRust, placeOfCheck } from "./judge-checks.ts";

interface Graded {
  /** Within the exercise's folder. */
  file: string;
  outcome: GradeOutcome;
}

export interface Faults {
  /** Ids of broken checks. */
  checks: ReadonlySet<string>;
  /** One of them never ends. */
  hangs: boolean;
  problems: Problem[];
}

export async function faultsOf(
  root: string,
  exercise: string,
  graded: readonly Graded[],
  language: "typescript" | "rust" = "typescript",
): Promise<Faults> {
  const checks = new Set<string>();
  const problems: Problem[] = [];
  const told = new Set<string>();
  let hangs = false;
  let files: CourseFiles | undefined;
  for (const { file, outcome } of graded) {
    if (outcome.kind !== "report") continue;
    for (const result of outcome.report.checks) {
      const { id, status, message, fault, cut } = result;
      // Code that throws `todo` at once cannot hang: the check does.
      const isEndless = file.startsWith("stub.") && cut === "hung";
      const isMute = status === "fail" && message === "";
      const isThrown = file.startsWith("stub.") && throwsAlike(result, graded);
      if (fault === undefined && !isEndless && !isMute && !isThrown) continue;
      checks.add(id);
      hangs ||= isEndless;
      const what = isMute
        ? "it fails without a message that says what happened"
        : isEndless
          ? "it never ends, not even on the stub"
          : said(message);
      const key = JSON.stringify([fault?.file === "" || isEndless ? id : fault, what]);
      if (told.has(key)) continue;
      told.add(key);
      files ??= await readAllCourseFiles(root);
      const at = `lessons/${exercise}/${file}`;
      const text = `the check "${id}" is broken: ${what}`;
      const help = isEndless ? "look for a loop in its `run`" : `it ran on ${at}`;
      if (fault?.line === undefined)
        (language === "rust"
          ? placeInRust(files, exercise, id, problems)
          : placeOfCheck(files, exercise, id, 0, problems))("broken-check", text, help);
      else
        report(
          files,
          fault.file || checksFile(files, exercise),
          fault.line,
          fault.column ?? 1,
          text,
          help,
          problems,
        );
    }
  }
  return { checks, hangs, problems };
}

/** A check that throws text or nothing leaves no place; the same from stub and solution is not theirs. */
function throwsAlike(of: CheckResult, graded: readonly Graded[]): boolean {
  if (of.status !== "error" || of.position !== undefined || !of.message.startsWith("Your code threw "))
    return false;
  return graded.some(
    ({ file, outcome }) =>
      file.startsWith("solution.") &&
      outcome.kind === "report" &&
      outcome.report.checks.some(({ id, message }) => id === of.id && message === of.message),
  );
}

/** "This check is broken: it threw TypeError: x." -> "it threw TypeError: x" */
function said(message: string): string {
  return message
    .replace(/^This check is broken: |^Your code (?=threw )/, (found) =>
      found.startsWith("Your") ? "it " : "",
    )
    .replace(/\.$/, "");
}

function report(
  files: CourseFiles,
  path: string,
  line: number,
  column: number,
  message: string,
  help: string,
  problems: Problem[],
): void {
  const text = files.get(path);
  if (typeof text !== "string") {
    problems.push({ ...fileProblem(path, "broken-check", message, help), line, column });
    return;
  }
  const source = new SourceFile(path, text, problems);
  const start = source.offsetAt(line, column);
  const word = /^[\w$.]+/.exec(text.slice(start))?.[0].length ?? 1;
  source.report("broken-check", { start, end: start + word }, message, help);
}
