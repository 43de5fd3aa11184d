/** Compares what a hand-in claims with what a new run found. */
import type { CheckResult, Report } from "../../../harness/report.ts";
import type { Language } from "../../progress/language.ts";
import type { GradeOutcome } from "../../sandbox/types.ts";
import type { SubmittedRust } from "./hand-in.ts";

type Agreement =
  /** Claimed and found are the same, check by check. */
  | "same"
  /** More was claimed than was found. */
  | "claimed-more"
  /** More was found than was claimed. */
  | "found-more"
  /** Some checks differ one way, some the other. */
  | "differs"
  /** It was made with other checks than these; what was found counts. */
  | "other-version"
  /** The checks passed, but the run is not believed: the note says why. */
  | "doubtful"
  /** No result: the sandbox itself failed. */
  | "not-run"
  /** Rust is native code, and a stranger's is never compiled or run here, so the claim stays a claim. */
  | "not-rerun"
  /** An exercise of the course that is not in the hand-in. */
  | "not-handed-in";

interface Count {
  passed: number;
  total: number;
}

export interface Comparison {
  exercise: string;
  /** Undefined if not handed in. */
  language: Language | undefined;
  /** Undefined if nothing was ever checked. */
  claimed: Count | undefined;
  /** Undefined if nothing ran. */
  found: Count | undefined;
  agreement: Agreement;
  /** Checks whose status differs, in words. */
  differences: string[];
  failing: string[];
  /** Why there is nothing to compare: does not compile, the sandbox failed. */
  note: string;
}

const count = (checks: readonly CheckResult[]): Count => ({
  passed: checks.filter(({ status }) => status === "pass").length,
  total: checks.length,
});

export const notHandedIn = (exercise: string): Comparison => ({
  exercise,
  language: undefined,
  claimed: undefined,
  found: undefined,
  agreement: "not-handed-in",
  differences: [],
  failing: [],
  note: "not handed in",
});

/** For an answer that is not run again: only what its own report says. */
export function claimOnly({ exercise, language, report }: SubmittedRust): Comparison {
  return {
    exercise,
    language,
    claimed: report && count(report.checks),
    found: undefined,
    agreement: "not-rerun",
    differences: [],
    failing: [],
    note: `not re-run: Rust; ${clipped(claimOf(exercise, report))}`,
  };
}

function claimOf(exercise: string, report: Report | undefined): string {
  if (report === undefined) return "never checked";
  if (report.exercise !== exercise) return `its report is on ${report.exercise}`;
  const failing = report.checks.filter(({ status }) => status !== "pass").map(({ id }) => id);
  const but = failing.length > 0 ? ` with these not passed: ${failing.join(", ")}` : "";
  return `claims a run on ${report.environment.engine}${but}`;
}

/** The learner's own text, of any length. */
const clipped = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text);

/** The overall result of a file: an instructor looks at all but the first kind. */
export type Standing = "as-claimed" | "not-as-claimed" | "not-run";

export function standingOf(edited: boolean, comparisons: readonly Comparison[]): Standing {
  const all = new Set(comparisons.map(({ agreement }) => agreement));
  for (const agreement of ["same", "not-rerun", "not-handed-in"] as const) all.delete(agreement);
  const notRun = all.delete("not-run");
  if (edited || all.size > 0) return "not-as-claimed";
  return notRun ? "not-run" : "as-claimed";
}

export function compare(claimed: Report, outcome: GradeOutcome): Comparison {
  const claims = count(claimed.checks);
  const base = { exercise: claimed.exercise, language: "typescript", claimed: claims } as const;
  if (outcome.kind !== "report") {
    const compiled = outcome.kind !== "does-not-compile";
    return {
      ...base,
      found: { passed: 0, total: claimed.checks.length },
      agreement: compiled ? "not-run" : claims.passed > 0 ? "claimed-more" : "same",
      differences: [],
      failing: [],
      note: noteOf(outcome),
    };
  }
  const { checks: found, doubt } = outcome.report;
  const before = new Map(claimed.checks.map((check) => [check.id, check.status]));
  const changed = found.filter((check) => before.get(check.id) !== check.status);
  return {
    ...base,
    found: count(found),
    agreement: doubt
      ? "doubtful"
      : claimed.contentHash !== outcome.report.contentHash
        ? "other-version"
        : agreementOf(changed, before),
    differences: changed.map(
      ({ id, status }) => `${id}: claimed ${before.get(id) ?? "nothing"}, found ${status}`,
    ),
    failing: found.filter(({ status }) => status !== "pass").map(({ id }) => id),
    note: doubt ? `${doubt.kind}: ${doubt.message}` : "",
  };
}

function agreementOf(changed: CheckResult[], before: Map<string, string>): Agreement {
  const lost = changed.some(({ id }) => before.get(id) === "pass");
  const won = changed.some(({ status }) => status === "pass");
  if (lost && won) return "differs";
  if (lost) return "claimed-more";
  // A check that fails in another way than claimed is neither better nor worse, but it differs.
  return won ? "found-more" : changed.length > 0 ? "differs" : "same";
}

function noteOf(outcome: Exclude<GradeOutcome, { kind: "report" }>): string {
  switch (outcome.kind) {
    case "does-not-compile":
      return clipped(
        `does not compile: line ${outcome.errors[0]?.line ?? "?"}: ${outcome.errors[0]?.message ?? "no reason given"}`,
      );
    case "cancelled":
      return "not run";
    case "failed":
      return clipped(outcome.message);
  }
}
