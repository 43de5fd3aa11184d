/** Compares the promise of each exercise file with the report of its run. */
import type { CheckResult } from "../../harness/report.ts";
import { SourceFile } from "./problem.ts";
import type { Problem, Span } from "./problem.ts";

/** What a wrong answer claims in its first lines. */
export interface Claim {
  /** Id of the check that must fail. */
  check: string;
  /** Part of that check's message. */
  says: string;
}

export type Role = "solution" | "stub" | "wrong";

/** @param path within the exercise's folder */
export function roleOf(path: string): Role {
  return path === "solution.ts" ? "solution" : path === "stub.ts" ? "stub" : "wrong";
}

export function claimOf(source: string): Claim {
  return { check: headerOf(source, "check")?.text ?? "", says: headerOf(source, "says")?.text ?? "" };
}

function headerOf(source: string, name: keyof Claim): (Span & { text: string }) | undefined {
  const found = new RegExp(`^//[ \\t]*${name}:[ \\t]*(\\S.*)$`, "m").exec(source);
  const text = found?.[1]?.trim();
  if (found === null || text === undefined) return undefined;
  const start = found.index + found[0].indexOf(text);
  return { start, end: start + text.length, text };
}

/** @param file from the repository's root @returns a problem for each broken promise */
export function brokenPromises(
  file: string,
  source: string,
  role: Role,
  checks: readonly CheckResult[],
): Problem[] {
  const problems: Problem[] = [];
  const text = new SourceFile(file, source, problems);
  switch (role) {
    case "solution":
      for (const result of checks) {
        if (result.status === "pass") continue;
        text.report(
          "solution-fails",
          placeOf(text, result),
          `a solution must pass every check; ${shown(result)}`,
        );
      }
      break;
    case "stub":
      for (const result of checks) {
        if (result.status === "todo") continue;
        const todo = file.endsWith(".rs") ? "write `todo!(…)`" : 'throw `todo(…)` from "std"';
        const help = `leave the work to the learner: ${todo}`;
        text.report(
          "stub-not-todo",
          placeOf(text, result),
          `every check of a stub must be todo; ${shown(result)}`,
          help,
        );
      }
      break;
    case "wrong":
      judgeWrong(text, checks);
  }
  return problems;
}

function judgeWrong(source: SourceFile, checks: readonly CheckResult[]): void {
  const check = headerOf(source.text, "check");
  const says = headerOf(source.text, "says");
  // A missing header is reported as `wrong-header` before anything runs.
  if (check === undefined || says === undefined) return;
  const result = checks.find(({ id }) => id === check.text);
  if (result === undefined) {
    const help = `available: ${checks.map(({ id }) => id).join(", ")}`;
    source.report("wrong-survives", check, `unknown check "${check.text}"`, help);
  } else if (result.status !== "fail" && result.status !== "error") {
    const killers = checks.filter(({ status }) => status === "fail" || status === "error");
    const help =
      killers.length === 0
        ? "it passes every check: a check has a hole, or the answer is right"
        : `it fails ${killers.map(({ id }) => id).join(", ")}`;
    source.report(
      "wrong-survives",
      check,
      `this answer must fail the check "${check.text}"; ${shown(result)}`,
      help,
    );
  } else if (!result.message.includes(says.text)) {
    source.report(
      "wrong-says",
      says,
      `the message of "${check.text}" does not contain this; ${shown(result)}`,
    );
  }
}

/** The position that the learner would see; else the whole file. */
function placeOf(source: SourceFile, { position }: CheckResult): Span {
  let line = source.lineAt(0);
  while (position !== undefined && line.number < position.line && line.end < source.text.length)
    line = source.lineAt(line.end + 1);
  return { start: line.start + (position?.column ?? 1) - 1, end: line.end };
}

function shown({ id, status, message }: CheckResult): string {
  return `${id}: ${status}${message === "" ? "" : `, "${message}"`}`;
}
