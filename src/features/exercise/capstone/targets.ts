/** The capstone's three targets, judged from what is stored: the report, the measurement, the methodology entry. */
import { formatNs } from "../../../lib/units.ts";
import { TARGET_RATIO } from "../../../../harness/bench/target.ts";
import type { BenchProfile, Report } from "../../../../harness/report.ts";

export type TargetState = "met" | "missed" | "open";

export interface Target {
  id: "p99" | "ratio" | "methodology";
  title: string;
  state: TargetState;
  detail: string;
}

/** How to get what is missing, in the learner's language. */
export interface Ways {
  check: string;
  measure: string;
}

const ON_THE_PAGE: Ways = {
  check: "Submit to check it.",
  measure: "Submit to measure it.",
};

/** An entry this short documents nothing. */
const ENOUGH_CHARACTERS = 200;

/** @param debug the profile that BENCH is: tokio's debug build, or the model's where tokio was not measured */
export function targets(
  report: Report | undefined,
  debug: BenchProfile | undefined,
  methodology: string,
  ways: Ways = ON_THE_PAGE,
): Target[] {
  return [reportsP99(report, debug, ways), spawnIsSlower(debug, ways), documented(methodology)];
}

function reportsP99(report: Report | undefined, debug: BenchProfile | undefined, ways: Ways): Target {
  const target = { id: "p99", title: "Your Histogram reports p99" } as const;
  const checks = report?.checks.filter((check) => check.id.startsWith("histogram/")) ?? [];
  if (checks.length === 0) return { ...target, state: "open", detail: ways.check };
  const failed = checks.filter((check) => check.status !== "pass");
  if (failed.length > 0)
    return {
      ...target,
      state: "missed",
      detail: `${failed.length} of ${checks.length} Histogram checks do not pass.`,
    };
  if (!debug)
    return { ...target, state: "open", detail: "Its checks pass, but nothing has been measured yet." };
  if (!debug.learner)
    return {
      ...target,
      state: "missed",
      detail: `Its checks pass, but it was not part of the measurement. ${(debug.notes ?? []).join(" ")}`,
    };
  const { inline, spawn } = debug.learner;
  return {
    ...target,
    state: "met",
    detail: `p99 inline ${formatNs(inline.p99)}, spawned ${formatNs(spawn.p99)}, reported by your own Histogram.`,
  };
}

function spawnIsSlower(debug: BenchProfile | undefined, ways: Ways): Target {
  const target = {
    id: "ratio",
    title: `Spawn is at least ${TARGET_RATIO} times slower than inline, in a debug build`,
  } as const;
  if (!debug) return { ...target, state: "open", detail: ways.measure };
  if (!debug.recorded) return { ...target, state: "open", detail: `BENCH was not recorded: ${debug.reason}` };
  return debug.ratio >= TARGET_RATIO
    ? { ...target, state: "met", detail: "BENCH is at least that." }
    : { ...target, state: "missed", detail: "BENCH is below that." };
}

function documented(methodology: string): Target {
  const target = { id: "methodology", title: "Methodology documented" } as const;
  const text = methodology.trim();
  if (text === "")
    return {
      ...target,
      state: "open",
      detail: "Write the journal entry below: machine, engine, profile, samples, what you found.",
    };
  const unanswered = /^(What I expected|What I found, and why):[ \t]*$/m.exec(text);
  if (unanswered)
    return { ...target, state: "open", detail: `The entry has no text after “${unanswered[1]}”.` };
  if (text.length < ENOUGH_CHARACTERS)
    return {
      ...target,
      state: "open",
      detail: "The entry is short: name machine, engine, profile, samples per run, and what you found.",
    };
  return { ...target, state: "met", detail: "It is in your journal." };
}
