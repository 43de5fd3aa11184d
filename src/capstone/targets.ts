/** The capstone's three targets, judged from what is stored: the report, the measurement, the methodology entry. */
import type { Bench, Report } from "../../harness/report.ts";

export type TargetState = "met" | "missed" | "open";

export interface Target {
  id: "p99" | "ratio" | "methodology";
  title: string;
  state: TargetState;
  detail: string;
}

/** What the course asks of BENCH in the debug profile. */
export const TARGET_RATIO = 5;

/** So short an entry documents nothing. */
const ENOUGH_CHARACTERS = 200;

export function targets(report: Report | undefined, bench: Bench | undefined, methodology: string): Target[] {
  return [reportsP99(report, bench), spawnIsSlower(bench), documented(methodology)];
}

function reportsP99(report: Report | undefined, bench: Bench | undefined): Target {
  const target = { id: "p99", title: "Your Histogram reports p99" } as const;
  const checks = report?.checks.filter((check) => check.id.startsWith("histogram/")) ?? [];
  if (checks.length === 0) return { ...target, state: "open", detail: "Submit to have it checked." };
  const failed = checks.filter((check) => check.status !== "pass");
  if (failed.length > 0)
    return {
      ...target,
      state: "missed",
      detail: `${failed.length} of ${checks.length} Histogram checks do not pass.`,
    };
  const measured = bench?.profiles.find(({ profile }) => profile === "debug");
  if (!measured)
    return { ...target, state: "open", detail: "Its checks pass; the measurement is still to come." };
  if (!measured.learner)
    return {
      ...target,
      state: "missed",
      detail: `Its checks pass, but it took no part in the measurement. ${(measured.notes ?? []).join(" ")}`,
    };
  const { inline, spawn } = measured.learner;
  return {
    ...target,
    state: "met",
    detail: `p99 inline ${Math.round(inline.p99)} ns, spawned ${Math.round(spawn.p99)} ns, as your own Histogram reports them.`,
  };
}

function spawnIsSlower(bench: Bench | undefined): Target {
  const target = {
    id: "ratio",
    title: `Spawn is at least ${TARGET_RATIO} times slower than inline, in debug`,
  } as const;
  const debug = bench?.profiles.find(({ profile }) => profile === "debug");
  if (!debug) return { ...target, state: "open", detail: "Submit to have it measured." };
  if (!debug.recorded) return { ...target, state: "open", detail: `BENCH was not recorded: ${debug.reason}` };
  const [low, high] = debug.interval;
  const measured = `BENCH ${debug.ratio.toFixed(2)} (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)})`;
  return debug.ratio >= TARGET_RATIO
    ? { ...target, state: "met", detail: `${measured}.` }
    : { ...target, state: "missed", detail: `${measured}: below ${TARGET_RATIO}.` };
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
  if (unanswered) return { ...target, state: "open", detail: `The entry leaves “${unanswered[1]}” open.` };
  if (text.length < ENOUGH_CHARACTERS)
    return {
      ...target,
      state: "open",
      detail: "The entry is short: name machine, engine, profile, samples per run, and what you found.",
    };
  return { ...target, state: "met", detail: "It is in your journal." };
}
